package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.audit.ingest.cloudtrail.DigestKeys;
import dev.gatehouse.audit.ingest.cloudtrail.RsaKeys;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudTrail's public keys as files {@code <fingerprint>.der} or {@code <fingerprint>.pem} of a folder, in PKCS#1's form, as
 * ListPublicKeys gives them, or as SubjectPublicKeyInfo. Whoever can write to the folder decides what is authentic. The files have
 * no times of validity: a key is good for as long as its file is there.
 */
public final class DigestKeyFolder implements DigestKeys {
    private static final int MAX_BYTES = 16 << 10;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{1,128}");
    private static final Pattern PEM = Pattern.compile(
            "\\s*-----BEGIN (?<label>(?:RSA )?PUBLIC KEY)-----(?<body>[A-Za-z0-9+/=\\s]+)-----END \\k<label>-----\\s*");

    private final Path folder;

    public DigestKeyFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<PublicKey> key(String fingerprint, Instant time) {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            return Optional.empty();
        }
        return file(fingerprint + ".der")
                .flatMap(DigestKeyFolder::der)
                .or(() -> file(fingerprint + ".pem").flatMap(DigestKeyFolder::pem));
    }

    private Optional<byte[]> file(String name) {
        try {
            byte[] bytes = OwnerFiles.read(folder.resolve(name), MAX_BYTES);
            return bytes.length > MAX_BYTES ? Optional.empty() : Optional.of(bytes);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            // The digest is not checked then, and its outcome says so.
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> der(byte[] der) {
        return RsaKeys.ofPkcs1(der).or(() -> RsaKeys.ofSpki(der));
    }

    private static Optional<PublicKey> pem(byte[] pem) {
        Matcher text = PEM.matcher(new String(pem, US_ASCII));
        if (!text.matches()) {
            return Optional.empty();
        }
        try {
            return der(Base64.getMimeDecoder().decode(text.group("body")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
