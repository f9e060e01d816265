package dev.gatehouse.scanner.engine;

/** Shannon's entropy of bytes. */
final class Entropy {
    private Entropy() {}

    /** In bits a byte, from 0 to 8. */
    static double of(byte[] bytes, int from, int to) {
        int[] counts = new int[256];
        for (int i = from; i < to; i++) {
            counts[bytes[i] & 0xff]++;
        }
        double length = to - from;
        double sum = 0;
        for (int count : counts) {
            if (count > 0) {
                sum -= count / length * Math.log(count / length);
            }
        }
        return sum / Math.log(2);
    }
}
