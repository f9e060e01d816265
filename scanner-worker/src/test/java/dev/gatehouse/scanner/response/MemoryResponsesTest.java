package dev.gatehouse.scanner.response;

class MemoryResponsesTest extends ResponseStoreContract {
    @Override
    protected ResponseStore store() {
        return new MemoryResponses();
    }
}
