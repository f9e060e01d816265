package dev.gatehouse.audit.event.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Outcome;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CloudTrailMappingTest {
    @Test
    void anEmptyRecordStillMeansSomething() {
        NormalizedEvent event = Samples.normalize(Samples.cloudTrail("{}"));

        JsonNode ocsf = Samples.valid(event);
        assertThat(event.classUid()).isEqualTo(6003);
        assertThat(event.activityId()).isZero();
        assertThat(ocsf.has("unmapped")).isFalse();
    }

    @Test
    void mapsWhatOcsfHasAPlaceFor() {
        JsonNode ocsf = Samples.valid(Samples.normalize(Samples.cloudTrail("""
                {'eventVersion':'1.09','userIdentity':{'type':'AssumedRole','principalId':'AROA:s','arn':'arn:aws:sts::1:x',
                 'accountId':'111122223333','accessKeyId':'ASIA','sessionContext':{'sessionIssuer':{'type':'Role','arn':'arn:r'},
                 'attributes':{'creationDate':'2026-03-01T10:00:00Z','mfaAuthenticated':'true'}}},
                 'eventTime':'2026-03-01T10:15:30Z','eventSource':'s3.amazonaws.com','eventName':'PutObject',
                 'awsRegion':'eu-west-1','sourceIPAddress':'2001:db8::1','userAgent':'a\\"b','errorCode':'AccessDenied',
                 'errorMessage':'no','requestParameters':{'bucketName':'b'},'requestID':'R','eventID':'uid-1','readOnly':false,
                 'resources':[{'ARN':'arn:aws:s3:::b','type':'AWS::S3::Bucket','accountId':'111122223333'},{'ARNPrefix':'p'}],
                 'eventType':'AwsApiCall','recipientAccountId':'444455556666','apiVersion':'2'}""")));

        assertThat(text(ocsf, "/actor/user/type")).isEqualTo("AssumedRole");
        assertThat(text(ocsf, "/actor/user/uid")).isEqualTo("arn:aws:sts::1:x");
        assertThat(text(ocsf, "/actor/user/uid_alt")).isEqualTo("AROA:s");
        assertThat(text(ocsf, "/actor/user/account/uid")).isEqualTo("111122223333");
        assertThat(text(ocsf, "/actor/user/credential_uid")).isEqualTo("ASIA");
        assertThat(text(ocsf, "/actor/session/issuer")).isEqualTo("arn:r");
        assertThat(ocsf.at("/actor/session/is_mfa").asBoolean()).isTrue();
        assertThat(ocsf.at("/actor/session/created_time").asLong()).isEqualTo(1_772_359_200_000L);
        assertThat(text(ocsf, "/api/operation")).isEqualTo("PutObject");
        assertThat(text(ocsf, "/api/service/name")).isEqualTo("s3.amazonaws.com");
        assertThat(text(ocsf, "/api/version")).isEqualTo("2");
        assertThat(text(ocsf, "/api/request/uid")).isEqualTo("R");
        assertThat(text(ocsf, "/api/response/error")).isEqualTo("AccessDenied");
        assertThat(text(ocsf, "/api/response/message")).isEqualTo("no");
        assertThat(text(ocsf, "/src_endpoint/ip")).isEqualTo("2001:db8::1");
        assertThat(text(ocsf, "/http_request/user_agent")).isEqualTo("a\"b");
        assertThat(text(ocsf, "/cloud/account/uid")).isEqualTo("444455556666");
        assertThat(text(ocsf, "/cloud/region")).isEqualTo("eu-west-1");
        assertThat(text(ocsf, "/metadata/uid")).isEqualTo("uid-1");
        assertThat(text(ocsf, "/metadata/event_code")).isEqualTo("AwsApiCall");
        assertThat(text(ocsf, "/metadata/product/version")).isEqualTo("1.09");
        assertThat(text(ocsf, "/metadata/original_time")).isEqualTo("2026-03-01T10:15:30Z");
        assertThat(ocsf.at("/metadata/profiles").size()).isEqualTo(2);
        assertThat(text(ocsf, "/resources/0/uid")).isEqualTo("arn:aws:s3:::b");
        assertThat(text(ocsf, "/resources/0/type")).isEqualTo("AWS::S3::Bucket");
        assertThat(text(ocsf, "/resources/0/owner/account/uid")).isEqualTo("111122223333");
        assertThat(ocsf.at("/unmapped").toString())
                .isEqualTo("{\"userIdentity\":{\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\"}}},"
                        + "\"requestParameters\":{\"bucketName\":\"b\"},\"readOnly\":false,"
                        + "\"resources\":[{\"ARNPrefix\":\"p\"}]}");
    }

    @Test
    void leavesTheRequestOutWhereItHasNoId() {
        JsonNode ocsf = Samples.valid(
                Samples.normalize(Samples.cloudTrail("{'eventName':'CreateVolume','requestParameters':{'size':1}}")));

        assertThat(ocsf.at("/api").has("request")).isFalse();
        assertThat(ocsf.at("/unmapped/requestParameters/size").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, ip, 192.0.2.7",
        "2001:db8::7, ip, 2001:db8::7",
        "health.amazonaws.com, domain, health.amazonaws.com",
        "AWS Internal, domain, AWS Internal",
        "1.2.3.256, domain, 1.2.3.256"
    })
    void tellsAddressesFromNames(String address, String field, String value) {
        NormalizedEvent event = Samples.normalize(Samples.cloudTrail("{'sourceIPAddress':'" + address + "'}"));

        assertThat(Samples.valid(event).at("/src_endpoint/" + field).asString()).isEqualTo(value);
        assertThat(event.address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ec2.amazonaws.com, DescribeInstances, true, 6003, 2",
                "ec2.amazonaws.com, DescribeInstances, -, 6003, 2",
                "ec2.amazonaws.com, DescribeInstances, false, 6003, 99",
                "kms.amazonaws.com, Decrypt, true, 6003, 2",
                "ec2.amazonaws.com, RunInstances, false, 6003, 1",
                "ec2.amazonaws.com, ModifyVpcAttribute, false, 6003, 3",
                "ec2.amazonaws.com, TerminateInstances, false, 6003, 4",
                "dynamodb.amazonaws.com, BatchGetItem, -, 6003, 2",
                "ssm.amazonaws.com, SendCommand, false, 6003, 99",
                "ssm.amazonaws.com, SendCommand, -, 6003, 0",
                "iam.amazonaws.com, CreateUser, false, 3001, 1",
                "iam.amazonaws.com, DeleteRole, false, 3001, 6",
                "iam.amazonaws.com, CreateLoginProfile, false, 3001, 2",
                "iam.amazonaws.com, ChangePassword, false, 3001, 3",
                "iam.amazonaws.com, UpdateLoginProfile, false, 3001, 4",
                "iam.amazonaws.com, DeleteLoginProfile, false, 3001, 5",
                "iam.amazonaws.com, AttachUserPolicy, false, 3001, 7",
                "iam.amazonaws.com, DetachRolePolicy, false, 3001, 8",
                "iam.amazonaws.com, EnableMFADevice, false, 3001, 10",
                "iam.amazonaws.com, DeactivateMFADevice, false, 3001, 11",
                "iam.amazonaws.com, CreateAccessKey, false, 3001, 99",
                "iam.amazonaws.com, AttachGroupPolicy, false, 6003, 3",
                "other.amazonaws.com, CreateUser, false, 6003, 1",
                "signin.amazonaws.com, ConsoleLogin, false, 3002, 1",
                "signin.amazonaws.com, SwitchRole, false, 3002, 1",
                "signin.amazonaws.com, ExitRole, false, 3002, 2",
                "signin.amazonaws.com, CheckMfa, false, 3002, 6",
                "sts.amazonaws.com, AssumeRole, true, 3002, 3",
                "sts.amazonaws.com, AssumeRoleWithSAML, true, 3002, 3",
                "sts.amazonaws.com, GetSessionToken, true, 3002, 3",
                "sts.amazonaws.com, GetFederationToken, true, 3002, 3",
                "sts.amazonaws.com, GetCallerIdentity, true, 6003, 2"
            })
    void classifiesByTheServiceTheNameAndReadOnly(
            String source, String name, String readOnly, int classUid, int activity) {
        String record = "{'eventSource':'" + source + "','eventName':'" + name + "','readOnly':" + readOnly + "}";

        NormalizedEvent event = Samples.normalize(Samples.cloudTrail(record.replace(",'readOnly':null", "")));

        Samples.valid(event);
        assertThat(event.classUid()).isEqualTo(classUid);
        assertThat(event.activityId()).isEqualTo(activity);
        assertThat(event.action()).isEqualTo(source + ":" + name);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDenied, DENIED, 2",
        "AccessDeniedException, DENIED, 2",
        "UnauthorizedOperation, DENIED, 2",
        "Client.UnauthorizedOperation, DENIED, 2",
        "UnauthorizedAccess, DENIED, 2",
        "NotAuthorized, DENIED, 2",
        "ThrottlingException, FAILURE, 1",
        "NoSuchBucketPolicy, FAILURE, 1"
    })
    void readsTheOutcomeFromTheErrorCode(String code, Outcome outcome, int severity) {
        NormalizedEvent event = Samples.normalize(Samples.cloudTrail("{'errorCode':'" + code + "'}"));

        assertThat(Samples.valid(event).at("/status").asString()).isEqualTo("Failure");
        assertThat(event.outcome()).isEqualTo(outcome);
        assertThat(event.severityId()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({
        "AwsConsoleSignIn, ConsoleLogin, Failure, FAILURE",
        "AwsConsoleSignIn, ConsoleLogin, Success, SUCCESS",
        "AwsConsoleSignIn, SwitchRole, Failure, FAILURE",
        "AwsApiCall, ConsoleLogin, Failure, SUCCESS"
    })
    void readsASignInsOutcomeFromItsResponse(String type, String name, String word, Outcome outcome) {
        NormalizedEvent event = Samples.normalize(Samples.cloudTrail("{'eventType':'" + type
                + "','eventSource':'signin.amazonaws.com','eventName':'" + name + "','responseElements':{'" + name
                + "':'"
                + word + "'}}"));

        Samples.valid(event);
        assertThat(event.outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"Yes, true", "No, false"})
    void tellsWhetherASignInUsedASecondFactor(String used, boolean mfa) {
        JsonNode ocsf = Samples.valid(Samples.normalize(Samples.cloudTrail(
                "{'eventSource':'signin.amazonaws.com','eventName':'ConsoleLogin','additionalEventData':{'MFAUsed':'"
                        + used + "'},'userIdentity':{'type':'Root','accountId':'111122223333'}}")));

        assertThat(ocsf.at("/is_mfa").asBoolean(!mfa)).isEqualTo(mfa);
        assertThat(ocsf.at("/user/type_id").asInt()).isEqualTo(2);
        assertThat(ocsf.at("/unmapped").has("additionalEventData")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CreateUser | 'requestParameters':{'userName':'eve'} | eve",
                "AttachRolePolicy | 'requestParameters':{'roleName':'r','policyArn':'arn:p'} | r",
                "CreateAccessKey | 'responseElements':{'accessKey':{'userName':'eve'}} | eve",
                "CreateAccessKey | 'userIdentity':{'userName':'me'} | me",
                "ChangePassword | 'userIdentity':{'userName':'me'} | me",
                "CreateUser | 'userIdentity':{'userName':'me'},'errorCode':'AccessDenied' | unknown"
            })
    void tellsWhoseAccountWasChanged(String name, String fields, String user) {
        JsonNode ocsf = Samples.valid(Samples.normalize(
                Samples.cloudTrail("{'eventSource':'iam.amazonaws.com','eventName':'" + name + "'," + fields + "}")));

        assertThat(text(ocsf, "/user/name")).isEqualTo(user);
    }

    @Test
    void leavesASessionsTokenOut() {
        JsonNode ocsf = Samples.valid(
                Samples.normalize(
                        Samples.cloudTrail(
                                "{'eventSource':'sts.amazonaws.com',"
                                        + "'eventName':'AssumeRole','responseElements':{'credentials':{'sessionToken':'T','accessKeyId':'A'}}}")));

        assertThat(ocsf.toString()).doesNotContain("\"T\"");
        assertThat(text(ocsf, "/unmapped/responseElements/credentials/accessKeyId"))
                .isEqualTo("A");
    }

    @Test
    void namesAreSafeWhateverTheyAre() {
        NormalizedEvent event = Samples.normalize(Samples.cloudTrail(
                "{'a\\u0022\\n':{\n\t'b' :\r\n[1, 'c\\ud800']},'userIdentity':{'userName':'\\ud800x\\u2028'}}"));

        JsonNode ocsf = Samples.valid(event);
        assertThat(event.ocsf().text()).doesNotContain("\n", "\r");
        assertThat(ocsf.at("/unmapped").propertyNames()).containsExactly("a\"\n");
        assertThat(event.actor()).isEqualTo("?x\u2028");
    }

    @Test
    void textsForQueriesAreCutAndOcsfHasTheWhole() {
        String most = "x".repeat(Meaning.MAX_TEXT);

        NormalizedEvent fits = Samples.normalize(Samples.cloudTrail("{'userIdentity':{'arn':'" + most + "'}}"));
        NormalizedEvent cut = Samples.normalize(Samples.cloudTrail("{'userIdentity':{'arn':'" + most + "x'}}"));

        assertThat(fits.actor()).isEqualTo(most);
        assertThat(cut.actor()).hasSize(Meaning.MAX_TEXT).endsWith("x…");
        assertThat(text(Samples.valid(cut), "/actor/user/uid")).isEqualTo(most + "x");
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "101, 100"})
    void namesTheFirstResourcesAndOcsfHasAll(int resources, int named) {
        String list = String.join(",", Collections.nCopies(resources, "{'ARN':'arn:aws:s3:::b'}"));

        NormalizedEvent event = Samples.normalize(Samples.cloudTrail("{'resources':[" + list + "]}"));

        assertThat(event.resources()).hasSize(named);
        assertThat(Samples.valid(event).at("/resources").size()).isEqualTo(resources);
    }

    @Test
    void aTextThatIsTooLongForOcsfStaysUnmapped() {
        String most = "x".repeat(JsonTape.MAX_STRING - 2);

        JsonNode fits = Samples.valid(Samples.normalize(Samples.cloudTrail("{'userAgent':'" + most + "'}")));
        JsonNode tooLong = Samples.valid(Samples.normalize(Samples.cloudTrail("{'userAgent':'" + most + "x'}")));

        assertThat(text(fits, "/http_request/user_agent")).isEqualTo(most);
        assertThat(text(tooLong, "/unmapped/userAgent")).isEqualTo(most + "x");
    }

    private static String text(JsonNode tree, String at) {
        return tree.at(at).asString();
    }
}
