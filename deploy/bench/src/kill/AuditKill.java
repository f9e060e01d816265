import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Kills audit-service under load, again and again, and makes its disk fail before that. After each round: the log on the
 * disk verifies, and after the start of the next, each event that was acknowledged has the index that was acknowledged.
 * Ends with 1 at the first thing that is wrong, and names it.
 *
 * <p>Arguments: how often, a seed, a folder, whether the disk fails too ({@code faults} or {@code kills}), and the command
 * of the service.
 */
final class AuditKill {
    private static final int SENDERS = 4;
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
}

