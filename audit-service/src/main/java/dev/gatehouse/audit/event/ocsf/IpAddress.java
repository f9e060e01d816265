package dev.gatehouse.audit.event.ocsf;

/** Tells addresses from names; asks no name server. */
final class IpAddress {
    private static final int MAX_LENGTH = 39;
    private static final int GROUPS = 8;

    private IpAddress() {}

    /** Whether the text is an IPv4 address with dots or an IPv6 address without a zone. */
    static boolean isOne(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        return text.indexOf(':') >= 0 ? isV6(text) : isV4(text);
    }

    private static boolean isV4(String text) {
        int parts = 1;
        int digits = 0;
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0) {
                parts++;
                digits = 0;
                value = 0;
            } else if (c >= '0' && c <= '9' && (digits == 0 || value > 0)) {
                digits++;
                value = value * 10 + c - '0';
            } else {
                return false;
            }
            if (value > 255) {
                return false;
            }
        }
        return parts == 4 && digits > 0;
    }

    private static boolean isV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        int after = gap + 2 == text.length() ? 0 : groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many groups of 16 bits; an IPv4 address at the address's end is two. -1 where it is not groups. */
    private static int groups(String text, boolean atEnd) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (isGroup(parts[i])) {
                count++;
            } else if (atEnd && i == parts.length - 1 && isV4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    private static boolean isGroup(String part) {
        return !part.isEmpty()
                && part.length() <= 4
                && part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }
}
