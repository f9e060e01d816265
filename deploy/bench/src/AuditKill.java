import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kills audit-service under load, again and again, and makes its disk fail before that. After each round: the log on the
 * disk verifies, and after the start of the next, each event that was acknowledged has the index that was acknowledged.
 * Ends with 1 at the first thing that is wrong, and names it.
 *
 * <p>Arguments: how often, a seed, a folder, whether the disk fails too ({@code faults} or {@code kills}), and the command
 * of the service.
 */
final class AuditKill {
    private static final Duration START = Duration.ofMinutes(3);
    private static final int SENDERS = 4;
    private static final int BATCH = 100;
    private static final int OLDER_PER_ROUND = 500;

    /** What is done to the service before it is killed; none is SIGKILL alone. */
    private enum Injection {
        NONE("", ""),
        EIO_FSYNC("fsync,fdatasync", "EIO"),
        EIO_WRITE("write,pwrite64", "EIO"),
        EIO_RENAME("rename,renameat,renameat2", "EIO"),
        EIO_OPEN("openat", "EIO"),
        ENOSPC_WRITE("write,pwrite64", "ENOSPC"),
        ENOSPC_OPEN("openat", "ENOSPC");

        private final String calls;
        private final String error;

        Injection(String calls, String error) {
            this.calls = calls;
            this.error = error;
        }
    }

    private final Random random;
    private final Path folder;
    private final boolean faults;
    private final List<String> command;
    private final Acknowledged acknowledged = new Acknowledged();
    private final Map<Injection, Integer> rounds = new TreeMap<>();
    private final Map<Injection, Integer> fired = new TreeMap<>();
    private int endedByItself;

    private AuditKill(long seed, Path folder, boolean faults, List<String> command) {
        this.random = new Random(seed);
        this.folder = folder;
        this.faults = faults;
        this.command = command;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        AuditKill kill = new AuditKill(
                Long.parseLong(arguments[1]),
                Path.of(arguments[2]),
                arguments[3].equals("faults"),
                Arrays.asList(arguments).subList(4, arguments.length));
        try {
            kill.run(rounds);
        } catch (Wrong e) {
            System.out.println("WRONG: " + e.getMessage());
            System.exit(1);
        }
    }

    /** A promise was broken. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    private void run(int count) throws Exception {
        for (int round = 1; round <= count; round++) {
            Injection injection = injection(round);
            try (Service service = start(round)) {
                Sender sender = new Sender(service, acknowledged, round);
                check(sender);
                load(service, sender, injection);
                service.kill();
            }
            verify(round);
            rounds.merge(injection, 1, Integer::sum);
            if (round % 10 == 0) {
                print(round);
            }
        }
        try (Service service = start(count + 1)) {
            checkAll(new Sender(service, acknowledged, count + 1));
            service.kill();
        }
        verify(count + 1);
        print(count);
        System.out.printf("all %,d acknowledged events have their indexes, and none is there twice%n", acknowledged.size());
    }

    private Injection injection(int round) {
        Injection[] all = Injection.values();
        return !faults || round % 2 == 1 ? Injection.NONE : all[1 + random.nextInt(all.length - 1)];
    }

    private void print(int round) {
        System.out.printf(
                "rounds %d, acknowledged %,d, in doubt when killed %,d (since then resolved: %,d)%n",
                round, acknowledged.size(), acknowledged.doubted(), acknowledged.resolved());
        rounds.forEach((injection, times) -> System.out.printf(
                "  %-14s %4d rounds, %,6d calls failed%n", injection, times, fired.getOrDefault(injection, 0)));
        if (endedByItself > 0) {
            System.out.printf("  the service ended by itself in %d rounds%n", endedByItself);
        }
    }

    private Service start(int round) throws IOException, InterruptedException {
        return Service.start(command, folder.resolve("data"), folder.resolve("service-" + round % 3 + ".log"));
    }

    /** Sends again what the last round was told is durable, some of what earlier ones were, and what is in doubt. */
    private void check(Sender sender) {
        List<String> uids = new ArrayList<>(acknowledged.recent());
        List<String> older = new ArrayList<>(acknowledged.all());
        Collections.shuffle(older, random);
        uids.addAll(older.subList(0, Math.min(OLDER_PER_ROUND, older.size())));
        uids.addAll(acknowledged.doubts());
        sender.again(uids.stream().distinct().toList());
        acknowledged.beginRound();
    }

    private void checkAll(Sender sender) {
        sender.again(acknowledged.all());
        sender.again(acknowledged.doubts());
    }

    private void load(Service service, Sender sender, Injection injection) throws Exception {
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int number = i;
            long seed = random.nextLong();
            senders.add(Thread.ofPlatform().start(() -> sender.sendOnAndOn(number, new Random(seed))));
        }
        Thread.sleep(random.nextInt(50, 800));
        if (injection != Injection.NONE) {
            inject(service, injection);
            Thread.sleep(random.nextInt(10, 600));
        }
        endedByItself += service.alive() ? 0 : 1;
        service.kill();
        sender.stop();
        for (Thread each : senders) {
            each.join();
        }
        sender.rethrow();
    }

    /** The disk fails at one call or at several, and is well again afterwards. */
    private void inject(Service service, Injection injection) throws Exception {
        int first = 1 + random.nextInt(8); // Each thread's calls are counted for themselves.
        String when = random.nextBoolean() ? Integer.toString(first) : first + ".." + (first + random.nextInt(100));
        Path trace = folder.resolve("strace.log");
        Process strace = new ProcessBuilder(
                        "strace", "-f", "-qq", "-o", trace.toString(), "-e", "trace=" + injection.calls, "-e",
                        "inject=" + injection.calls + ":error=" + injection.error + ":when=" + when, "-p",
                        Long.toString(service.pid()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("strace.out").toFile())
                .start();
        Thread.sleep(random.nextInt(300, 1_500));
        strace.destroy();
        if (!strace.waitFor(10, TimeUnit.SECONDS)) {
            strace.destroyForcibly().waitFor();
        }
        try (var lines = Files.lines(trace)) {
            fired.merge(injection, (int) lines.filter(line -> line.contains("(INJECTED)")).count(), Integer::sum);
        }
    }

    /** The log as it was left, checked offline. */
    private void verify(int round) throws Exception {
        List<String> verify = new ArrayList<>(command);
        Path data = folder.resolve("data");
        verify.addAll(List.of(
                "verify", data.resolve("log").toString(), "--quiet", "--vkey",
                data.resolve("log.key.vkey").toString()));
        Path output = folder.resolve("verify.log");
        int status = new ProcessBuilder(verify)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new Wrong("round " + round + ": verify ended with " + status + ": " + Files.readString(output));
        }
    }

    /** What was acknowledged, and what was sent and never answered. */
    private static final class Acknowledged {
        private final Map<String, Long> indexes = new ConcurrentHashMap<>();
        private final Map<Long, String> uids = new ConcurrentHashMap<>();
        private final Map<String, Boolean> doubts = new ConcurrentHashMap<>();
        private final Map<String, Boolean> recent = new ConcurrentHashMap<>();
        private final AtomicLong doubted = new AtomicLong();
        private final AtomicLong resolved = new AtomicLong();

        void put(String uid, long index) {
            Long before = indexes.putIfAbsent(uid, index);
            if (before != null && before != index) {
                throw new Wrong(uid + " has the index " + index + ", and was acknowledged with " + before);
            }
            String other = uids.putIfAbsent(index, uid);
            if (other != null && !other.equals(uid)) {
                throw new Wrong("the index " + index + " was acknowledged for " + other + " and for " + uid);
            }
            recent.put(uid, true);
            if (doubts.remove(uid) != null) {
                resolved.incrementAndGet();
            }
        }

        void doubt(String uid) {
            if (!indexes.containsKey(uid) && doubts.putIfAbsent(uid, true) == null) {
                doubted.incrementAndGet();
            }
        }

        boolean has(String uid) {
            return indexes.containsKey(uid);
        }

        void beginRound() {
            recent.clear();
        }

        List<String> recent() {
            return List.copyOf(recent.keySet());
        }

        List<String> all() {
            return List.copyOf(indexes.keySet());
        }

        List<String> doubts() {
            return List.copyOf(doubts.keySet());
        }

        long size() {
            return indexes.size();
        }

        long doubted() {
            return doubted.get();
        }

        long resolved() {
            return resolved.get();
        }
    }

    /** Sends events, alone and many at a time. */
    private static final class Sender {
        private static final int ATTEMPTS = 5;
        private static final Pattern RECEIPT =
                Pattern.compile("\"uid\":\"([^\"]+)\",\"index\":(\\d+)(?:,\"leafHash\":\"[^\"]*\")?(,\"duplicate\":true)?");

        private final Service service;
        private final Acknowledged acknowledged;
        private final int round;
        private final AtomicInteger number = new AtomicInteger();
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private volatile boolean stopped;
        private volatile String reason = "";
        private volatile Optional<Wrong> wrong = Optional.empty();

        Sender(Service service, Acknowledged acknowledged, int round) {
            this.service = service;
            this.acknowledged = acknowledged;
            this.round = round;
        }

        void sendOnAndOn(int sender, Random choices) {
            try {
                while (!stopped) {
                    int count = choices.nextInt(4) == 0 ? 1 + choices.nextInt(BATCH) : 1;
                    List<String> uids = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        uids.add("r" + round + "-" + sender + "-" + number.incrementAndGet());
                    }
                    send(uids);
                }
            } catch (Wrong e) {
                wrong = Optional.of(e);
            }
        }

        void stop() {
            stopped = true;
        }

        void rethrow() {
            wrong.ifPresent(e -> {
                throw e;
            });
        }

        /** Sends events again: those that were acknowledged must be there, with their indexes. */
        void again(List<String> uids) {
            for (int i = 0; i < uids.size(); i += 2_000) {
                List<String> some = uids.subList(i, Math.min(uids.size(), i + 2_000));
                Map<String, Boolean> duplicates = patiently(some);
                for (String uid : some) {
                    boolean there = Boolean.TRUE.equals(duplicates.get(uid));
                    if (acknowledgedBefore(uid) && !there) {
                        throw new Wrong(uid + " was acknowledged, and is not in the log any more");
                    }
                }
            }
        }

        /** A service that was just started takes events, if not at the first attempt. */
        private Map<String, Boolean> patiently(List<String> uids) {
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                Optional<Map<String, Boolean>> answer = post(uids);
                if (answer.isPresent()) {
                    return answer.get();
                }
                System.out.println("round " + round + ", just started: " + reason);
                pause();
            }
            return post(uids)
                    .orElseThrow(() -> new Wrong("a service that was just started does not take events: " + reason));
        }

        private boolean acknowledgedBefore(String uid) {
            return known.getOrDefault(uid, false);
        }

        private final Map<String, Boolean> known = new ConcurrentHashMap<>();

        private void send(List<String> uids) {
            if (post(uids).isEmpty()) {
                uids.forEach(acknowledged::doubt);
                if (!stopped) {
                    pause();
                }
            }
        }

        private static void pause() {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** For each event that is acknowledged whether it was there before; nothing where there is no whole answer. */
        private Optional<Map<String, Boolean>> post(List<String> uids) {
            uids.forEach(uid -> known.put(uid, acknowledged.has(uid)));
            StringBuilder body = new StringBuilder();
            uids.forEach(uid -> body.append(event(uid)).append('\n'));
            HttpRequest request = HttpRequest.newBuilder(service.url("/v1/events"))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + service.token())
                    .header("Content-Type", uids.size() == 1 ? "application/json" : "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build();
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                return answer(response, uids);
            } catch (IOException e) {
                reason = e.toString();
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        private Optional<Map<String, Boolean>> answer(HttpResponse<String> response, List<String> uids) {
            int status = response.statusCode();
            if (status != 201 && status != 207) {
                if (status < 500) {
                    throw new Wrong("the service answered " + status + ": " + response.body());
                }
                reason = "status " + status + ": " + response.body();
                return Optional.empty();
            }
            Map<String, Boolean> duplicates = new HashMap<>();
            Matcher receipts = RECEIPT.matcher(response.body());
            while (receipts.find()) {
                acknowledged.put(receipts.group(1), Long.parseLong(receipts.group(2)));
                duplicates.put(receipts.group(1), receipts.group(3) != null);
            }
            reason = duplicates.size() + " receipts for " + uids.size() + " events";
            return duplicates.keySet().containsAll(uids) ? Optional.of(duplicates) : Optional.empty();
        }

        private static String event(String uid) {
            return """
                    {"uid":"%s","time":"2026-10-01T12:00:00Z","source":"kill","principal":"token/t1","action":"bench:kill",\
                    "resource":"/a/b","outcome":"success"}""".formatted(uid);
        }
    }

    /** The service as a process of its own. */
    private static final class Service implements AutoCloseable {
        private final Process process;
        private final int port;
        private final String token;

        private Service(Process process, int port, String token) {
            this.process = process;
            this.port = port;
            this.token = token;
        }

        static Service start(List<String> command, Path data, Path output) throws IOException, InterruptedException {
            int port = freePort();
            int management = freePort();
            Path token = data.resolveSibling("admin-token");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(Map.of(
                    "GATEHOUSE_MODE", "local",
                    "GATEHOUSE_DATA_DIR", data.toString(),
                    "GATEHOUSE_PORT", Integer.toString(port),
                    "GATEHOUSE_MANAGEMENT_PORT", Integer.toString(management),
                    "GATEHOUSE_ACCESS_BOOTSTRAP_TOKEN_FILE", token.toString(),
                    "GATEHOUSE_LOG_SEGMENT_BYTES", "1048576"));
            Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            URI ready = URI.create("http://127.0.0.1:" + management + "/q/health/ready");
            long deadline = System.nanoTime() + START.toNanos();
            while (!answers(ready)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new Wrong("the service does not start; its log is " + output);
                }
                Thread.sleep(50);
            }
            return new Service(process, port, Files.readString(token).strip());
        }

        private static boolean answers(URI url) throws InterruptedException {
            try (HttpClient client = HttpClient.newHttpClient()) {
                return client.send(
                                        HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        URI url(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        String token() {
            return token;
        }

        long pid() {
            return process.pid();
        }

        boolean alive() {
            return process.isAlive();
        }

        /** SIGKILL. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() throws InterruptedException {
            kill();
        }
    }
}
