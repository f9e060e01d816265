package dev.gatehouse.config.rotation.jdbc;

import dev.gatehouse.config.rotation.DatabaseLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of a test's own, in a temporary folder, on a free port of the loopback, which takes nobody without a password.
 *
 * <p>Its programs stand in the folder that the system property {@code gatehouse.postgres.bin} or the environment's
 * {@code GATEHOUSE_POSTGRES_BIN} names, else where Debian's package has them. It does not run as root, so that root runs it
 * as the user {@code postgres}.
 */
public final class PostgresServer implements AutoCloseable {
    /** How to get it, in the words of every skipped test. */
    public static final String HOW =
            "PostgreSQL is missing: install Debian's package postgresql, or name the folder of initdb"
                    + " and postgres with -Dgatehouse.postgres.bin or GATEHOUSE_POSTGRES_BIN";

    private static final String ADMIN = "gatehouse_admin";
    private static final String ADMIN_PASSWORD = "admin-of-this-test";
    private static final long PATIENCE_SECONDS = 60;

    private final Path folder;
    private final Process process;
    private final int port;

    private PostgresServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** Whether there is one to start. */
    public static boolean available() {
        return programs().isPresent();
    }

    /** Starts one, and waits until it takes connections. */
    public static PostgresServer start() {
        Path programs = programs().orElseThrow(() -> new AssertionError(HOW));
        try {
            Path folder = Files.createTempDirectory("postgres");
            Path passwordFile = Files.writeString(folder.resolve("password"), ADMIN_PASSWORD);
            hand(folder);
            hand(passwordFile);
            run(command(
                    programs.resolve("initdb").toString(),
                    "-D",
                    folder.resolve("data").toString(),
                    "-U",
                    ADMIN,
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--no-sync",
                    "--encoding=UTF8",
                    "--locale=C"));
            int port = freePort();
            Process process = launch(programs, folder, port);
            PostgresServer server = new PostgresServer(folder, process, port);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Path programs, Path folder, int port) throws IOException {
        List<String> command = command(
                programs.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off",
                "-c",
                "log_statement=all");
        Path log = folder.resolve("log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    public int port() {
        return port;
    }

    public DatabaseLogin admin() {
        return login(ADMIN, ADMIN_PASSWORD);
    }

    public DatabaseLogin login(String user, String password) {
        return new DatabaseLogin("127.0.0.1", port, "postgres", user, password);
    }

    /** Runs a statement as the administrator. */
    public void execute(String sql) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?gssEncMode=disable&sslmode=disable";
        try (Connection connection = DriverManager.getConnection(url, ADMIN, ADMIN_PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that the server has written to its log, with every statement. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // SIGINT would be its fast stop; SIGTERM waits for connections, and the tests' are closed.
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remove() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            // A temporary folder; the system empties it.
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!log().contains("database system is ready to accept connections")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("PostgreSQL did not start:\n" + log());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> programs() {
        @Nullable String named = System.getProperty("gatehouse.postgres.bin", System.getenv("GATEHOUSE_POSTGRES_BIN"));
        return (named == null ? debian() : Stream.of(Path.of(named)))
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .findFirst();
    }

    private static Stream<Path> debian() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Stream.of();
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.map(version -> version.resolve("bin")).sorted(Comparator.reverseOrder()).toList().stream();
        } catch (IOException unreadable) {
            return Stream.of();
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> command(String... command) {
        List<String> all = new ArrayList<>();
        if (root()) {
            all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private static void hand(Path file) throws IOException {
        if (root()) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
