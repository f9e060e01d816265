package dev.gatehouse.service.access.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.service.access.CallerIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerIdentityXmlTest {
    private static final String ARN = "arn:aws:iam::111122223333:user/ada";
    private static final String EVIL = "arn:aws:iam::111122223333:root";
    private static final String FIELDS = "<Arn>" + ARN + "</Arn><UserId>AIDA</UserId><Account>111122223333</Account>";
    private static final CallerIdentity ADA = new CallerIdentity(ARN, "111122223333", "AIDA");

    @Test
    void readsTheIdentity() {
        assertThat(read(response(result(FIELDS)))).contains(ADA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sts::111122223333:assumed-role/role_1/ada@example.com",
                "arn:aws:sts::111122223333:federated-user/ada",
                "arn:aws:iam::111122223333:root",
                "arn:aws-us-gov:iam::111122223333:user/a/b/ada"
            })
    void readsTheFormsOfAnArn(String arn) {
        assertThat(read(response(result(FIELDS.replace(ARN, arn))))).get().returns(arn, CallerIdentity::arn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Note><Arn>EVIL</Arn></Note>",
                "<ResponseMetadata><Arn>EVIL</Arn></ResponseMetadata>",
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>EVIL</Arn></GetCallerIdentityResult>"
                        + "</GetCallerIdentityResponse>",
                "<!-- <Arn>EVIL</Arn> -->",
                "<?x <Arn>EVIL</Arn> ?>",
                "<Arn>EVIL</Arn>"
            })
    void takesNoIdentityFromAnotherPlace(String decoy) {
        String text = decoy.replace("EVIL", EVIL);

        assertThat(read(response(text + result(FIELDS)))).contains(ADA);
        assertThat(read(response(result(FIELDS) + text))).contains(ADA);
        assertThat(read(response(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // twice
                "FIELDS<Arn>EVIL</Arn>",
                // something within the text
                "<Arn>EVIL<x/></Arn><UserId>AIDA</UserId><Account>111122223333</Account>",
                "<Arn><Arn>EVIL</Arn></Arn><UserId>AIDA</UserId><Account>111122223333</Account>",
                // another namespace
                "<Arn xmlns='urn:x'>EVIL</Arn><UserId>AIDA</UserId><Account>111122223333</Account>",
                // another account
                "<Arn>EVIL</Arn><UserId>AIDA</UserId><Account>444455556666</Account>",
                "<Arn>EVIL</Arn><UserId>AIDA</UserId>",
                "<Arn>EVIL</Arn><Account>111122223333</Account>",
                "<UserId>AIDA</UserId><Account>111122223333</Account>",
                // no ARN of a caller
                "<Arn>arn:aws:s3:::bucket</Arn><UserId>AIDA</UserId><Account>111122223333</Account>",
                "<Arn> EVIL</Arn><UserId>AIDA</UserId><Account>111122223333</Account>",
                "<Arn>EVIL\nx</Arn><UserId>AIDA</UserId><Account>111122223333</Account>",
                "<Arn>EVIL*</Arn><UserId>AIDA</UserId><Account>111122223333</Account>",
                "<Arn>&evil;</Arn><UserId>AIDA</UserId><Account>111122223333</Account>",
            })
    void takesNoIdentityThatIsSpoiled(String fields) {
        String text = fields.replace("FIELDS", FIELDS).replace("EVIL", EVIL);

        assertThat(read(response(result(text)))).isEmpty();
    }

    @Test
    void takesNoSecondResult() {
        assertThat(read(response(result(FIELDS) + result(FIELDS.replace(ARN, EVIL)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x>",
                "<!DOCTYPE x [<!ENTITY evil 'arn:aws:iam::111122223333:root'>]>",
                "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/evil.dtd'>",
                "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
            })
    void readsNoDocumentWithATypeDefinition(String definition) {
        assertThat(read(definition + response(result(FIELDS)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "{}",
                "null",
                "<GetCallerIdentityResponse>",
                "<a/><b/>",
                "<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>"
            })
    void readsNothingElse(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void readsNoInvalidUtf8() {
        byte[] body = response(result(FIELDS.replace("AIDA", "AI?DA"))).getBytes(StandardCharsets.UTF_8);
        body[new String(body, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;

        assertThat(CallerIdentityXml.read(body)).isEmpty();
    }

    private static Optional<CallerIdentity> read(String text) {
        return CallerIdentityXml.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String response(String content) {
        return "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">" + content
                + "</GetCallerIdentityResponse>";
    }

    private static String result(String fields) {
        return "<GetCallerIdentityResult>" + fields + "</GetCallerIdentityResult>";
    }
}
