package dev.gatehouse.service.access.aws;

import dev.gatehouse.service.access.CallerIdentity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads STS's answer to GetCallerIdentity, version 2011-06-15. An element counts at its place in the document alone:
 * the same name somewhere else, or twice, means nothing or spoils the answer.
 */
final class CallerIdentityXml {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final String RESULT = "GetCallerIdentityResponse/GetCallerIdentityResult/";
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:(?:sts|iam)::([0-9]{12}):[A-Za-z0-9+=,.@_/-]{1,1600}");
    private static final XMLInputFactory XML = hardened();

    private CallerIdentityXml() {}

    /** The identity that an answer states; empty where it is not such an answer. */
    static Optional<CallerIdentity> read(byte[] body) {
        Map<String, String> texts = new HashMap<>();
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(body), "UTF-8");
            return collect(reader, texts) ? identity(texts) : Optional.empty();
        } catch (XMLStreamException malformed) {
            return Optional.empty();
        }
    }

    /** Whether an error's answer says that it came too often; STS says so with the status of a bad request. */
    static boolean throttled(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).contains("<Code>Throttling");
    }

    private static boolean collect(XMLStreamReader reader, Map<String, String> texts) throws XMLStreamException {
        Deque<String> open = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (!NAMESPACE.equals(reader.getNamespaceURI())) {
                        return false;
                    }
                    open.addLast(reader.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String path = String.join("/", open);
                    open.removeLast();
                    if (texts.put(path, text.toString()) != null) {
                        return false;
                    }
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return false;
                }
                default -> {}
            }
        }
        return true;
    }

    private static Optional<CallerIdentity> identity(Map<String, String> texts) {
        String arn = texts.getOrDefault(RESULT + "Arn", "");
        String account = texts.getOrDefault(RESULT + "Account", "");
        String userId = texts.getOrDefault(RESULT + "UserId", "");
        var matcher = ARN.matcher(arn);
        boolean flat = texts.keySet().stream().noneMatch(CallerIdentityXml::insideResultsText);
        return flat && matcher.matches() && matcher.group(1).equals(account) && !userId.isEmpty()
                ? Optional.of(new CallerIdentity(arn, account, userId))
                : Optional.empty();
    }

    private static boolean insideResultsText(String path) {
        return path.startsWith(RESULT) && path.indexOf('/', RESULT.length()) >= 0;
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }
}
