package dev.gatehouse.audit.ingest.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.cloudtrail.DigestFile.LogFile;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestReaderTest {
    private static final String HASH = "97fb791cf91ffc440d274f8190dbdd9aa09c34432aba82739df18b6d3c13df2d";
    private static final String FILE = """
            {"s3Bucket":"bucket","s3Object":"log","hashValue":"%s","hashAlgorithm":"SHA-256",\
            "newestEventTime":"2015-08-17T14:52:27Z","oldestEventTime":"2015-08-17T14:42:27Z"}""".formatted(HASH);
    private static final String DIGEST = """
            {"awsAccountId":"111122223333","digestStartTime":"2015-08-17T14:01:31Z",\
            "digestEndTime":"2015-08-17T15:01:31Z","digestS3Bucket":"bucket","digestS3Object":"digest",\
            "digestPublicKeyFingerprint":"31e8b5433410dfb61a9dc45cc65b22ff",\
            "digestSignatureAlgorithm":"SHA256withRSA","newestEventTime":"2015-08-17T14:52:27Z",\
            "oldestEventTime":"2015-08-17T14:42:27Z","previousDigestS3Bucket":"before",\
            "previousDigestS3Object":"previous","previousDigestHashValue":"%s",\
            "previousDigestHashAlgorithm":"SHA-256","previousDigestSignature":"50ab","logFiles":[%s],"more":{}}""".formatted(HASH, FILE);

    @Test
    void readsEachField() {
        assertThat(read(DIGEST))
                .isEqualTo(new DigestFile(
                        "111122223333",
                        Instant.parse("2015-08-17T14:01:31Z"),
                        Instant.parse("2015-08-17T15:01:31Z"),
                        "2015-08-17T15:01:31Z",
                        ObjectLocation.of("bucket", "digest"),
                        "31e8b5433410dfb61a9dc45cc65b22ff",
                        "SHA256withRSA",
                        Optional.of(Instant.parse("2015-08-17T14:52:27Z")),
                        Optional.of(Instant.parse("2015-08-17T14:42:27Z")),
                        Optional.of(ObjectLocation.of("before", "previous")),
                        Optional.of(HASH),
                        Optional.of("50ab"),
                        List.of(new LogFile(
                                ObjectLocation.of("bucket", "log"),
                                HASH,
                                Optional.of(Instant.parse("2015-08-17T14:52:27Z")),
                                Optional.of(Instant.parse("2015-08-17T14:42:27Z"))))));
    }

    @Test
    void makesTheStringThatIsSigned() {
        assertThat(DigestSignature.stringToSign(read(DIGEST), "ff"))
                .isEqualTo("2015-08-17T15:01:31Z\nbucket/digest\nff\n50ab");
        assertThat(DigestSignature.stringToSign(read(DIGEST.replace("\"50ab\"", "null")), "ff"))
                .endsWith("\nff\nnull");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"111122223333\"|\"1111\"|awsAccountId is not of its form",
                "\"111122223333\"|111122223333|awsAccountId is not of its form",
                "\"111122223333\"|null|awsAccountId is missing",
                "\"digestEndTime\"|\"other\"|digestEndTime is missing",
                "15:01:31Z|15:01:31.5Z|digestEndTime is not of its form",
                "15:01:31Z|25:01:31Z|digestEndTime is no time of the calendar",
                "\"digestS3Bucket\"|\"other\"|digestS3Bucket and digestS3Object are not there together",
                "31e8b5433410dfb61a9dc45cc65b22ff|../../etc/passwd|digestPublicKeyFingerprint is not of its form",
                "\"50ab\"|\"50AB\"|previousDigestSignature is not of its form",
                "\"before\"|null|previousDigestS3Bucket and previousDigestS3Object are not there together",
                "SHA-256|MD5|a hash algorithm is not SHA-256",
                "\"logFiles\":|\"logFiles\":7,\"other\":|logFiles is no list",
                "\"s3Object\":\"log\"|\"s3Object\":\"\"|logFiles[0].s3Object is not of its form",
                "\"s3Object\":\"log\"|\"s3Object\":\"a\\nb\"|logFiles[0].s3Object is not of its form",
                "\"hashValue\"|\"other\"|logFiles[0].hashValue is missing",
                "\"more\":{}|\"logFiles\":[]|it is no JSON of distinct fields",
                "\"more\":{}|\"more\":[[[[[[[[]]]]]]]]|it is no JSON of distinct fields",
                "\"more\":{}}|\"more\":{}} 7|it is no JSON of distinct fields"
            })
    void refusesWhatIsNotOfItsForm(String find, String put, String problem) {
        assertThat(DIGEST).contains(find);

        assertThatThrownBy(() -> read(DIGEST.replace(find, put)))
                .isInstanceOf(MalformedDigest.class)
                .hasMessage(problem);
    }

    @Test
    void boundsTheFilesFromBothSides() {
        assertThat(read(digestOf(DigestReader.MAX_FILES)).logFiles()).hasSize(DigestReader.MAX_FILES);
        assertThatThrownBy(() -> read(digestOf(DigestReader.MAX_FILES + 1))).hasMessageContaining("more than");
    }

    private static String digestOf(int files) {
        return DIGEST.replace(FILE, FILE + ("," + FILE).repeat(files - 1));
    }

    @Test
    void wrapsThePkcs1KeyThatListPublicKeysGives() {
        PublicKey key = Trail.KEYS.getPublic();

        assertThat(RsaKeys.ofPkcs1(pkcs1(key))).contains(key);
        assertThat(RsaKeys.ofSpki(key.getEncoded())).contains(key);
    }

    @Test
    void refusesKeysOfOtherFormsAndSizes() {
        PublicKey small = Trail.rsa(1_024).getPublic();

        assertThat(RsaKeys.ofPkcs1(pkcs1(small))).isEmpty();
        assertThat(RsaKeys.ofPkcs1(new byte[0])).isEmpty();
        assertThat(RsaKeys.ofPkcs1(new byte[70_000])).isEmpty();
        assertThat(RsaKeys.ofPkcs1(Trail.KEYS.getPublic().getEncoded())).isEmpty();
        assertThat(RsaKeys.ofSpki(pkcs1(Trail.KEYS.getPublic()))).isEmpty();
    }

    /** The bare key of a SubjectPublicKeyInfo of 2,048 or 1,024 bits: what follows the first 24, or 22, bytes of it. */
    static byte[] pkcs1(PublicKey key) {
        byte[] spki = key.getEncoded();
        int head = ((RSAPublicKey) key).getModulus().bitLength() == 2_048 ? 24 : 22;
        return Arrays.copyOfRange(spki, head, spki.length);
    }

    private static DigestFile read(String json) {
        return DigestReader.read(ByteSlice.of(json));
    }
}
