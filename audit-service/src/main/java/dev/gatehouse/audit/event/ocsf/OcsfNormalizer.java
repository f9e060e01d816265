package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Normalizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Makes events of OCSF 1.3.0 (https://schema.ocsf.io/1.3.0), with the profiles cloud and datetime.
 *
 * <table>
 * <caption>Which class</caption>
 * <tr><th>format<th>class
 * <tr><td>CloudTrail<td>Authentication 3002 for signing in and for credentials that are handed out; Account Change 3001 for
 *     changes of users, roles, their keys, passwords, second factors and policies; else API Activity 6003
 * <tr><td>the platform's own form, erasures, digests, administration<td>API Activity 6003
 * <tr><td>VPC Flow Logs<td>Network Activity 4001
 * <tr><td>S3 access logs<td>HTTP Activity 4002 for what came as a request, else API Activity 6003
 * <tr><td>detections<td>Detection Finding 2004
 * <tr><td>what is not of its format, or too long or deep for it<td>Base Event 0
 * </table>
 *
 * <p>What OCSF has no place for stands under {@code unmapped}, by the names that its source has; a null is left out. The
 * JSON is one line, and the raw bytes are not in it: they stand beside it in the log. Safe for use by many threads.
 */
public final class OcsfNormalizer implements Normalizer {
    private static final int KEPT_WORKSPACES = 16;

    private final FormatMapping cloudTrail = new CloudTrailMapping();
    private final FormatMapping gatehouse = new GatehouseMapping();
    private final FormatMapping vpcFlow = new VpcFlowMapping();
    private final FormatMapping s3Access = new S3AccessMapping();
    private final FormatMapping detection = new DetectionMapping();
    private final FormatMapping baseEvent = new BaseEventMapping();
    private final BlockingQueue<Workspace> idle = new ArrayBlockingQueue<>(KEPT_WORKSPACES);

    @Override
    public NormalizedEvent normalize(Event event) {
        try {
            Workspace known = idle.poll();
            Workspace work = known == null ? new Workspace() : known;
            Optional<NormalizedEvent> normalized = normalized(mapping(event.format()), event, work);
            NormalizedEvent result = normalized.isPresent()
                    ? normalized.get()
                    : normalized(baseEvent, event, work).orElseThrow();
            work.tape().forget();
            idle.offer(work);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written", e);
        }
    }

    private static Optional<NormalizedEvent> normalized(FormatMapping mapping, Event event, Workspace work)
            throws IOException {
        work.out().begin();
        Optional<Meaning> meaning = mapping.map(event, work);
        if (meaning.isEmpty()) {
            return Optional.empty();
        }
        ByteSlice ocsf = work.out().finish();
        return Optional.of(meaning.get().of(event, ocsf));
    }

    private FormatMapping mapping(EventFormat format) {
        return switch (format) {
            case CLOUDTRAIL -> cloudTrail;
            case GATEHOUSE, ERASURE, DIGEST, ADMINISTRATION -> gatehouse;
            case VPC_FLOW -> vpcFlow;
            case S3_ACCESS -> s3Access;
            case DETECTION -> detection;
        };
    }
}
