package dev.gatehouse.scanner.response;

/** Is told what has become of responses, after it was stored; by the process that stored it, once. */
public interface ResponseListener {
    /** A response has begun. */
    void started(Response response);

    /** A response has ended. One that is undone afterwards ends again. */
    void ended(Response response);

    /** A step of a response is over, or what it did was taken back. */
    void over(Response response, StepRecord step);
}
