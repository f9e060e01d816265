package dev.gatehouse.scanner.engine;

import java.nio.charset.StandardCharsets;

/**
 * How much more likely it is that one letter follows another in words than in a random string, as a logarithm. The words are
 * those that stand in code, configuration and English prose about them.
 */
final class Bigrams {
    private static final String WORDS = """
            the and for that with this from have not are was you your they which their there would about into time some
            other than then them these more only over also after first well even because where most through between such
            must should could need being state right while those both each under never same another since before
            get set put add remove delete create update insert select find search read write open close start stop begin
            end run execute call invoke return result response request handle handler listener event action command
            method function class object instance interface abstract static final public private protected package
            import export default module require include extend implement override virtual const constant variable
            field property attribute value name type kind string number integer boolean float double decimal array list
            map table column row index count size length width height offset position start range limit maximum minimum
            total number amount price order product customer account user username password secret token key access
            authorization authentication authenticate credential login logout session cookie header content body path
            query parameter argument option setting configuration config environment production development staging
            testing test example sample demo mock fixture template placeholder description message error exception
            failure success warning information debug trace log logger level format parse parser serialize encode decode
            encoding decoding encrypt decrypt cipher signature certificate public address network server client service
            host port socket connection connect disconnect timeout retry attempt schedule queue topic stream buffer
            cache memory storage bucket database schema record entity model view controller component container context
            manager provider factory builder helper wrapper adapter utility common shared internal external global local
            remote source target destination origin branch commit version release build deploy deployment resource
            cluster node region zone instance image volume group policy role permission document file folder directory
            text line word character letter label title style color background foreground border margin padding display
            visible hidden enabled disabled active inactive current previous next last first second third left right
            top bottom center middle inner outer parent child children sibling root leaf tree graph edge vertex
            process thread task worker job pipeline stage step phase status progress complete pending running failed
            cancelled unknown invalid valid validate validation check verify assert expect equals contains matches
            compare compute calculate convert transform filter sort group reduce collect iterate merge split join append
            prepend replace trim upper lower case camel snake month week day hour minute second date calendar
            timestamp duration interval frequency unique identifier reference pointer handle callback promise future
            async await synchronous lock unlock acquire release wait notify signal subscribe publish dispatch
            application platform system framework library dependency plugin extension feature flag toggle switch
            button input form dialog window screen page layout navigation menu toolbar panel frame widget
            message mail email phone contact company organization project team member administrator manager owner
            welcome summer winter spring autumn january december monday sunday dragon monkey master football love
            google amazon microsoft azure github gitlab slack stripe docker kubernetes java python script android
            """;

    private static final float[] TABLE = table();

    private Bigrams() {}

    private static float[] table() {
        byte[] text = WORDS.getBytes(StandardCharsets.US_ASCII);
        int[] pairs = new int[26 * 26];
        int[] firsts = new int[26];
        for (int i = 1; i < text.length; i++) {
            if (isLower(text[i - 1]) && isLower(text[i])) {
                pairs[(text[i - 1] - 'a') * 26 + text[i] - 'a']++;
                firsts[text[i - 1] - 'a']++;
            }
        }
        float[] table = new float[26 * 26];
        for (int i = 0; i < table.length; i++) {
            double likely = (pairs[i] + 0.3) / (firsts[i / 26] + 0.3 * 26);
            table[i] = (float) Math.log(likely * 26);
        }
        return table;
    }

    private static boolean isLower(byte b) {
        return b >= 'a' && b <= 'z';
    }

    /** The logarithm for two letters of any case; above 0: as in words. */
    static float of(int first, int second) {
        return TABLE[((first | 0x20) - 'a') * 26 + (second | 0x20) - 'a'];
    }
}
