package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.service.failure.StoreException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers of Parameter Store that moto does not give. */
class SsmAnswersTest {
    private static final String LIST = "AmazonSSM.GetParametersByPath";
    private static final String DESCRIBE = "AmazonSSM.DescribeParameters";
    private static final String BATCH = "AmazonSSM.GetParameters";
    private static final String GET = "AmazonSSM.GetParameter";
    private static final String PUT = "AmazonSSM.PutParameter";
    private static final String HISTORY = "AmazonSSM.GetParameterHistory";
    private static final String DELETE = "AmazonSSM.DeleteParameter";
    private static final ParameterPath ROOT = ParameterPath.of("acme/prod");
    private static final ParameterPath PATH = ROOT.resolve("x");

    private final Wire wire = new Wire();
    private final ParameterStore store = wire.parameters(Wire.QUICK, Fakes.OPEN_DOOR);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void readsOnAfterAnEmptyPageThatHasANextOne() {
        wire.answer(
                LIST,
                Wire.ok("{\"Parameters\":[],\"NextToken\":\"one\"}"),
                Wire.ok("{\"Parameters\":[" + plain("b") + "],\"NextToken\":\"two\"}"),
                Wire.ok("{\"Parameters\":[" + plain("a") + "]}"));

        Page<Parameter> page = store.list(ROOT, true, Optional.empty(), 10);

        assertThat(page.items()).extracting(Parameter::path).containsExactly(ROOT.resolve("a"), ROOT.resolve("b"));
        assertThat(page.next()).isEmpty();
        assertThat(wire.bodies(LIST))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"MaxResults\":10").doesNotContain("NextToken"),
                        second ->
                                assertThat(second).contains("\"MaxResults\":10").contains("\"NextToken\":\"one\""),
                        third -> assertThat(third).contains("\"MaxResults\":9").contains("\"NextToken\":\"two\""));
    }

    @Test
    void leavesOutNamesThatAreNotCanonical() {
        wire.answer(LIST, Wire.ok("{\"Parameters\":[" + plain("../a") + "," + plain("b") + "]}"));

        assertThat(store.listAll(ROOT)).extracting(Parameter::path).containsExactly(ROOT.resolve("b"));
    }

    @Test
    void asksForTheKeysOfSecureParametersOnce() {
        wire.answer(
                LIST, Wire.ok("{\"Parameters\":[" + secure("a", 1) + "," + secure("b", 2) + "," + plain("c") + "]}"));
        wire.answer(
                DESCRIBE,
                Wire.ok("{\"Parameters\":[],\"NextToken\":\"more\"}"),
                Wire.ok("{\"Parameters\":[" + described("a", 1, "arn:aws:kms:eu-central-1:123:alias/safety") + ","
                        + described("b", 2, "alias/aws/ssm") + "]}"));

        store.listAll(ROOT);
        var second = store.listAll(ROOT);

        assertThat(second)
                .extracting(parameter -> parameter.value().dataClass())
                .containsExactly(DataClass.SAFETY, DataClass.PARAMETER, DataClass.PARAMETER);
        assertThat(wire.bodies(DESCRIBE)).hasSize(2).first().asString().doesNotContain("/acme/prod/c");
    }

    @Test
    void asksForNamesTenAtATime() {
        wire.answer(BATCH, Wire.ok("{\"Parameters\":[]}"));
        Set<ParameterPath> paths =
                IntStream.range(0, 21).mapToObj(i -> ROOT.resolve("n" + i)).collect(Collectors.toSet());

        store.getAll(paths);

        assertThat(wire.bodies(BATCH))
                .hasSize(3)
                .filteredOn(body -> body.split("/acme", -1).length == 11)
                .hasSize(2);
    }

    @Test
    void callsAnUnknownTypeCorrupt() {
        wire.answer(LIST, Wire.ok("{\"Parameters\":[" + plain("a").replace("\"String\"", "\"Blob\"") + "]}"));

        assertThatThrownBy(() -> store.listAll(ROOT)).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void putsBackWhatAnotherProcessWroteInBetween() {
        wire.answer(GET, current(5));
        wire.answer(PUT, version(7), version(8));
        wire.answer(HISTORY, history(5, 6, 7));

        WriteResult result = write(5);

        assertThat(result).isEqualTo(new WriteResult.Conflict(OptionalLong.of(8)));
        assertThat(wire.bodies(PUT))
                .satisfiesExactly(
                        ours -> assertThat(ours).contains("\"Value\":\"ours\"").contains("alias/parameters"),
                        theirs -> assertThat(theirs)
                                .contains("\"Value\":\"value 6\"")
                                .contains("\"Type\":\"SecureString\"")
                                .contains("\"KeyId\":\"key of 6\"")
                                .contains("\"Overwrite\":true"));
    }

    @Test
    void putsBackTheLastOfSeveralThatOthersWrote() {
        wire.answer(GET, current(5));
        wire.answer(PUT, version(7), version(9), version(10));
        wire.answer(HISTORY, history(5, 6, 7), history(6, 7, 8, 9));

        WriteResult result = write(5);

        assertThat(result).isEqualTo(new WriteResult.Conflict(OptionalLong.of(10)));
        assertThat(wire.bodies(PUT).getLast()).contains("\"Value\":\"value 8\"");
    }

    @Test
    void givesUpWhereOthersNeverStopWriting() {
        wire.answer(GET, current(5));
        wire.answer(PUT, version(7), version(9), version(11), version(13));
        wire.answer(HISTORY, history(6, 8, 10, 12));

        assertThatThrownBy(() -> write(5)).isInstanceOf(StoreException.Unavailable.class);
        assertThat(wire.count(PUT)).isEqualTo(4);
    }

    @Test
    void deletesAgainWhatAnotherProcessDeletedInBetween() {
        wire.answer(GET, current(5));
        wire.answer(PUT, version(1));
        wire.answer(DELETE, Wire.ok("{}"));

        WriteResult result = write(5);

        assertThat(result).isEqualTo(new WriteResult.Conflict(OptionalLong.empty()));
        assertThat(wire.count(DELETE)).isEqualTo(1);
    }

    private WriteResult write(long over) {
        return store.put(PATH, ParameterValue.secure("ours"), new Precondition.Matches(over));
    }

    private static ResponseDefinitionBuilder current(long version) {
        return Wire.ok("{\"Parameter\":" + secure("x", version) + "}");
    }

    private static ResponseDefinitionBuilder version(long version) {
        return Wire.ok("{\"Version\":" + version + ",\"Tier\":\"Standard\"}");
    }

    private static ResponseDefinitionBuilder history(int... versions) {
        String parameters = IntStream.of(versions)
                .mapToObj(version -> ("{\"Name\":\"/acme/prod/x\",\"Type\":\"SecureString\",\"Value\":\"value %d\","
                                + "\"KeyId\":\"key of %d\",\"Version\":%d,\"LastModifiedDate\":1.5E9,\"Labels\":[]}")
                        .formatted(version, version, version))
                .collect(Collectors.joining(","));
        return Wire.ok("{\"Parameters\":[" + parameters + "]}");
    }

    private static String plain(String name) {
        return "{\"Name\":\"/acme/prod/" + name
                + "\",\"Type\":\"String\",\"Value\":\"1\",\"Version\":1,\"LastModifiedDate\":1.5E9}";
    }

    private static String secure(String name, long version) {
        return "{\"Name\":\"/acme/prod/" + name + "\",\"Type\":\"SecureString\",\"Value\":\"s\",\"Version\":" + version
                + ",\"LastModifiedDate\":1.5E9}";
    }

    private static String described(String name, long version, String key) {
        return "{\"Name\":\"/acme/prod/" + name + "\",\"Type\":\"SecureString\",\"KeyId\":\"" + key + "\",\"Version\":"
                + version + ",\"LastModifiedDate\":1.5E9}";
    }
}
