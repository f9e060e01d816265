package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A witness of one log, as C2SP tlog-witness has it: a real HTTP server that checks, remembers and cosigns. */
public final class TestWitness implements AutoCloseable {
    private final Ed25519Signer signer;
    private final VerifierKey log;
    private final String origin;
    private final InstantSource clock;
    private final HttpServer server;
    private final List<Long> olds = new ArrayList<>();
    private long size;
    private Hash root = MerkleHash.emptyRoot();

    public TestWitness(String name, String origin, VerifierKey log, InstantSource clock) throws IOException {
        this.signer = SignedNoteTest.signer(99, name);
        this.log = log;
        this.origin = origin;
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/w/add-checkpoint", this::handle);
        server.start();
    }

    public Witness witness() {
        VerifierKey key = VerifierKey.of(
                signer.name(), SignatureType.COSIGNATURE, signer.verifierKey().publicKey());
        return new Witness(
                key, URI.create("http://localhost:" + server.getAddress().getPort() + "/w"));
    }

    /** The old sizes that it has been asked with. */
    public synchronized List<Long> olds() {
        return List.copyOf(olds);
    }

    /** Remembers a tree, as if it had cosigned it for somebody else. */
    public synchronized void remember(long seenSize, Hash seenRoot) {
        size = seenSize;
        root = seenRoot;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            WitnessAnswer.Answered answer = answer(exchange.getRequestBody().readAllBytes());
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Checks and remembers in one step, so that two requests cannot both go on from the same size. */
    private synchronized WitnessAnswer.Answered answer(byte[] body) {
        WitnessRequest request;
        Checkpoint checkpoint;
        try {
            request = WitnessRequest.parse(body);
            checkpoint = Checkpoint.parse(request.checkpoint().text());
        } catch (InvalidFormat e) {
            return new WitnessAnswer.Answered(400, "");
        }
        olds.add(request.old());
        return refusal(request, checkpoint).orElseGet(() -> cosign(request.checkpoint(), checkpoint));
    }

    private Optional<WitnessAnswer.Answered> refusal(WitnessRequest request, Checkpoint checkpoint) {
        if (!checkpoint.origin().equals(origin)) {
            return Optional.of(new WitnessAnswer.Answered(404, ""));
        }
        if (!(NoteVerifier.open(request.checkpoint(), List.of(log)) instanceof NoteVerdict.Verified)) {
            return Optional.of(new WitnessAnswer.Answered(403, ""));
        }
        if (request.old() > checkpoint.size()) {
            return Optional.of(new WitnessAnswer.Answered(400, ""));
        }
        boolean otherRoot = size == checkpoint.size() && !root.equals(checkpoint.root());
        if (request.old() != size || otherRoot) {
            return Optional.of(new WitnessAnswer.Answered(409, size + "\n"));
        }
        ConsistencyProof proof = new ConsistencyProof(size, checkpoint.size(), request.proof());
        return proof.verifies(root, checkpoint.root())
                ? Optional.empty()
                : Optional.of(new WitnessAnswer.Answered(422, ""));
    }

    private WitnessAnswer.Answered cosign(SignedNote note, Checkpoint checkpoint) {
        remember(checkpoint.size(), checkpoint.root());
        NoteSignature signature =
                cosignature(signer, witness().key(), clock.instant().getEpochSecond(), note.text());
        String unknown = SignedNote.sign(note.text(), SignedNoteTest.signer(5, "unknown"))
                .signatures()
                .getFirst()
                .format();
        return new WitnessAnswer.Answered(200, unknown + "\n" + signature.format() + "\n");
    }

    static NoteSignature cosignature(Ed25519Signer signer, VerifierKey key, long seconds, String text) {
        byte[] signed = signer.sign(("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(UTF_8));
        return key.signature(
                ByteBuffer.allocate(72).putLong(seconds).put(signed).array());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
