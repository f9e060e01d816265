package bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.config.server.EnableConfigServer;

/** Spring Cloud Config Server as its documentation starts it. */
@SpringBootApplication
@EnableConfigServer
public class SpringConfig {
    public static void main(String[] arguments) {
        SpringApplication.run(SpringConfig.class, arguments);
    }
}
