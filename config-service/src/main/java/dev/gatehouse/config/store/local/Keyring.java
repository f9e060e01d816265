package dev.gatehouse.config.store.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.service.failure.StoreException;
import dev.gatehouse.service.local.OwnerOnly;
import dev.gatehouse.service.local.StorageRefused;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Seals data under the key of its class: AES-256-GCM by Tink, each class with a keyset of its own, all in one file.
 *
 * <p><b>Bounds.</b> A keyset is good for 2^32 sealings; a new primary key in the keyset starts the count anew, and what
 * was sealed before still opens. What was sealed is 33 bytes longer than what was put in.
 *
 * <p><b>The file</b> is JSON: {@code {"format":"gatehouse-keyring/1","keysets":{"PARAMETER":{...},...}}}, each keyset in
 * Tink's JSON form, <a href="https://developers.google.com/tink/wire-format">unencrypted</a>; its mode is 0600, and a file
 * that anyone else can open is refused. Whoever loses it loses all that was sealed: back it up apart from the data.
 *
 * <p>Safe for use by many threads.
 */
public final class Keyring {
    private static final String FORMAT = "gatehouse-keyring/1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<DataClass, Aead> ciphers;

    private Keyring(Map<DataClass, Aead> ciphers) {
        this.ciphers = ciphers;
    }

    /**
     * The keys of a file, which is created with new ones where it does not exist.
     *
     * @throws StorageRefused the file is a link, can be opened by others, is another user's, or is damaged; the message
     *     names its path
     */
    public static Keyring loadOrCreate(Path file) {
        return loadOrCreate(file, OwnerOnly.ofThisProcess());
    }

    static Keyring loadOrCreate(Path path, OwnerOnly ownerOnly) {
        KeyFile file = new KeyFile(path, ownerOnly);
        Optional<String> text = file.read();
        if (text.isEmpty()) {
            // Where another process was first, its keys are the ones.
            file.create(generate(file));
            text = file.read();
        }
        return parse(file, text.orElseThrow(() -> new StorageRefused(file + " has gone while it was read")));
    }

    /**
     * Seals bytes, so that they open only with the same class and associated data.
     *
     * @param associatedData what the bytes belong to; it is not part of the result
     */
    public byte[] seal(DataClass dataClass, byte[] plaintext, byte[] associatedData) {
        try {
            return cipher(dataClass).encrypt(plaintext, associatedData);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("AES-GCM is not available", failure);
        }
    }

    /**
     * Opens what {@link #seal} made. The caller wipes the result.
     *
     * @throws StoreException.Corrupt it was changed, sealed for something else, or sealed under another key
     */
    public byte[] open(DataClass dataClass, byte[] sealed, byte[] associatedData) {
        try {
            return cipher(dataClass).decrypt(sealed, associatedData);
        } catch (GeneralSecurityException failure) {
            throw new StoreException.Corrupt(
                    "sealed data of class " + dataClass + " does not open for what it is said to be", failure);
        }
    }

    @Override
    public String toString() {
        return "Keyring[redacted]";
    }

    private Aead cipher(DataClass dataClass) {
        Aead cipher = ciphers.get(dataClass);
        if (cipher == null) {
            throw new IllegalStateException("no keyset of class " + dataClass);
        }
        return cipher;
    }

    private static String generate(KeyFile file) {
        try {
            AeadConfig.register();
            ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
            ObjectNode keysets = root.putObject("keysets");
            for (DataClass dataClass : DataClass.values()) {
                KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
                keysets.set(dataClass.name(), JSON.readTree(serialize(keyset)));
            }
            return root.toPrettyString();
        } catch (GeneralSecurityException | JsonProcessingException failure) {
            throw damaged(file, failure);
        }
    }

    private static String serialize(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    }

    private static Keyring parse(KeyFile file, String text) {
        try {
            AeadConfig.register();
            JsonNode root = JSON.readTree(text);
            if (!FORMAT.equals(root.path("format").asText())) {
                throw new StorageRefused(file + " is not of the format " + FORMAT);
            }
            Map<DataClass, Aead> ciphers = new EnumMap<>(DataClass.class);
            for (DataClass dataClass : DataClass.values()) {
                ciphers.put(dataClass, cipher(root.path("keysets").path(dataClass.name())));
            }
            return new Keyring(ciphers);
        } catch (GeneralSecurityException | JsonProcessingException failure) {
            throw damaged(file, failure);
        }
    }

    private static Aead cipher(JsonNode keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(keyset.toString(), InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    // A parser's own message may quote the file, which is to say a key: only its kind is told.
    private static StorageRefused damaged(KeyFile file, Exception failure) {
        return new StorageRefused(
                file + " is damaged (" + failure.getClass().getSimpleName() + "); restore it from its backup");
    }
}
