package dev.gatehouse.cli.command;

import dev.gatehouse.cli.output.Output;
import dev.gatehouse.cli.settings.Service;
import dev.gatehouse.cli.settings.Settings;
import dev.gatehouse.cli.shell.Surroundings;
import dev.gatehouse.cli.wire.ServiceClient;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** One run of a command: what is around it, its settings, its output, and the services that it has talked to. */
final class Session implements AutoCloseable {
    private final Surroundings around;
    private final Settings settings;
    private final Output output;
    private final Map<Service, ServiceClient> clients = new EnumMap<>(Service.class);

    Session(Surroundings around, Settings settings, Output output) {
        this.around = around;
        this.settings = settings;
        this.output = output;
    }

    Surroundings around() {
        return around;
    }

    Settings settings() {
        return settings;
    }

    Output output() {
        return output;
    }

    ServiceClient config() {
        return client(Service.CONFIG);
    }

    ServiceClient audit() {
        return client(Service.AUDIT);
    }

    ServiceClient scanner() {
        return client(Service.SCANNER);
    }

    private ServiceClient client(Service service) {
        return clients.computeIfAbsent(
                service,
                wanted -> new ServiceClient(
                        wanted.title(), settings.url(wanted), Optional.of(settings.token(wanted)), settings.timeout()));
    }

    @Override
    public void close() {
        clients.values().forEach(ServiceClient::close);
    }
}
