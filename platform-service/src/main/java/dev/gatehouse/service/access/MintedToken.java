package dev.gatehouse.service.access;

/** A token that was just made: the one moment at which its text exists here. Not a record, so that nothing prints or serializes the text by accident. */
public final class MintedToken {
    private final TokenSummary summary;
    private final AccessToken token;

    MintedToken(TokenSummary summary, AccessToken token) {
        this.summary = summary;
        this.token = token;
    }

    public TokenSummary summary() {
        return summary;
    }

    /** The token's text, to be handed to its owner and kept nowhere. */
    public String reveal() {
        return token.reveal();
    }

    @Override
    public String toString() {
        return "MintedToken[" + summary + ", " + token + "]";
    }
}
