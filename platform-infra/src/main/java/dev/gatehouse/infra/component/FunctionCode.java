package dev.gatehouse.infra.component;

import com.pulumi.asset.Archive;
import com.pulumi.asset.FileArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function's code: one source file, packed the same way to the last byte on each machine. So its hash is known here, and
 * code that somebody else put into the function is a difference at the next look.
 */
public final class FunctionCode {
    private static final String FILE = "index.py";

    private final String runtime;
    private final byte[] zip;

    private FunctionCode(String runtime, byte[] zip) {
        this.runtime = runtime;
        this.zip = zip;
    }

    /**
     * The source file of this name, packed with this program. Python, since Lambda's Python brings the library that signs
     * requests: the source is all there is to deploy, and it can be read where it runs. Java would bring 15 MB for it.
     */
    public static FunctionCode python(String name) {
        String path = "/dev/gatehouse/infra/function/" + name + ".py";
        try (InputStream source = FunctionCode.class.getResourceAsStream(path)) {
            if (source == null) {
                throw new IllegalStateException(path + " is not packed with this program");
            }
            return new FunctionCode("python3.13", zipped(source.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path + " can't be read", unreadable);
        }
    }

    /** Lambda's name of the language's version. */
    String runtime() {
        return runtime;
    }

    /** The function in the source that Lambda calls. */
    String handler() {
        return "index.handler";
    }

    /** As Lambda's CodeSha256 has it. */
    String hash() {
        return Base64.getEncoder().encodeToString(sha256(zip));
    }

    /** The archive as a file beside this program, where the engine finds it by the same name each time. */
    Archive archive() {
        try {
            Path folder = Files.createDirectories(program().resolveSibling("functions"));
            Path file = folder.resolve(HexFormat.of().formatHex(sha256(zip), 0, 8) + ".zip");
            Files.write(file, zip);
            return new FileArchive(file.toString());
        } catch (IOException readOnly) {
            throw new UncheckedIOException("a function's archive can't be written beside the program", readOnly);
        }
    }

    private static Path program() {
        try {
            return Path.of(FunctionCode.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("this program was started from a file", impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Stored, not deflated: what deflate makes of a text depends on its version. */
    private static byte[] zipped(byte[] source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            CRC32 checksum = new CRC32();
            checksum.update(source);
            ZipEntry entry = new ZipEntry(FILE);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(source.length);
            entry.setCrc(checksum.getValue());
            // The oldest time that an archive knows; the clock would make each one differ.
            entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write(source);
        }
        return bytes.toByteArray();
    }
}
