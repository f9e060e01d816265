package dev.gatehouse.scanner.response;

class MemoryControlsTest extends ResponseControlsContract {
    @Override
    protected ResponseControls controls() {
        return new MemoryResponses();
    }
}
