package dev.gatehouse.scanner.triage;

class MemoryFindingStoreTest extends FindingStoreContract {
    @Override
    protected FindingStore store() {
        return new MemoryFindingStore();
    }
}
