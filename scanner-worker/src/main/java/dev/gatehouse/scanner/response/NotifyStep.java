package dev.gatehouse.scanner.response;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.response.plan.StepKind;
import java.util.ArrayList;
import java.util.List;

/** Tells people what happened and what is left to do. */
public final class NotifyStep implements StepAction {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FindingObjects objects;
    private final List<NoticeChannel> channels;

    public NotifyStep(FindingObjects objects, List<NoticeChannel> channels) {
        this.objects = objects;
        this.channels = List.copyOf(channels);
    }

    @Override
    public StepKind kind() {
        return StepKind.NOTIFY;
    }

    @Override
    public StepResult preview(StepTask task) {
        return channels.isEmpty()
                ? new StepResult.Skipped("nobody is to be told: no topic and no webhook is configured")
                : StepResult.Done.of("would tell " + names(channels));
    }

    @Override
    public StepResult run(StepTask task) {
        if (channels.isEmpty()) {
            return preview(task);
        }
        NoticeChannel.Notice notice = notice(task);
        List<NoticeChannel> refusing = new ArrayList<>();
        for (NoticeChannel channel : channels) {
            switch (channel.deliver(notice)) {
                case NoticeChannel.Delivered taken -> {}
                // Those that have it get it again, under the same id.
                case NoticeChannel.Later later -> {
                    return new StepResult.Retry("the " + channel.name() + " did not take it");
                }
                case NoticeChannel.Never never -> refusing.add(channel);
            }
        }
        return refusing.isEmpty()
                ? StepResult.Done.of("told " + names(channels))
                : new StepResult.Failed(names(refusing) + " refused the notice", left(task));
    }

    @Override
    public List<String> left(StepTask task) {
        return List.of("tell those who must know: response " + task.response().id() + " could not");
    }

    private NoticeChannel.Notice notice(StepTask task) {
        // The first attempt's time, so that a repeat says the same.
        var at = task.record().began().orElse(task.now());
        String id = task.response().id() + "." + task.record().name();
        ObjectNode json = JSON.createObjectNode();
        json.put("id", id).put("at", at.toString());
        json.put("response", task.response().id())
                .put("plan", task.response().plan().name());
        json.put("description", task.response().plan().description());
        json.put("finding", task.finding().fingerprint().text())
                .put("rule", task.finding().rule());
        json.put("confidence", task.finding().confidence().word())
                .put("validity", task.finding().validity().word());
        json.put("findingState", task.finding().state().word());
        task.finding().owner().ifPresent(owner -> json.put("owner", owner));
        ArrayNode places = json.putArray("places");
        objects.of(task.finding()).forEach(stand -> places.add(stand.text()));
        ArrayNode steps = json.putArray("steps");
        task.response().steps().stream()
                .filter(step -> !step.name().equals(task.record().name()))
                .forEach(step -> steps.addObject()
                        .put("name", step.name())
                        .put("step", step.kind().word())
                        .put("state", step.state().word())
                        .put("outcome", step.outcome()));
        ArrayNode left = json.putArray("left");
        task.response().left().forEach(left::add);
        return new NoticeChannel.Notice(id, at, json.toString());
    }

    private static String names(List<NoticeChannel> channels) {
        return String.join(", ", channels.stream().map(NoticeChannel::name).toList());
    }
}
