package dev.gatehouse.audit.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one selection says of an event. */
class SelectionTest {
    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                a: x                        ; {"a":"x"}                  ; true
                a: x                        ; {"a":"X"}                  ; true
                a: X                        ; {"a":"x"}                  ; true
                a|cased: X                  ; {"a":"x"}                  ; false
                a|cased: X                  ; {"a":"X"}                  ; true
                a: x                        ; {"a":"xy"}                 ; false
                a: x                        ; {"b":"x"}                  ; false
                a: x                        ; {"a":{"b":"x"}}            ; false
                a: [x, y]                   ; {"a":"y"}                  ; true
                a: [x, y]                   ; {"a":"z"}                  ; false
                a: x*                       ; {"a":"xyz"}                ; true
                a: x*z                      ; {"a":"xyyz"}               ; true
                a: x*z                      ; {"a":"xyyzy"}              ; false
                a: "*b*c*"                  ; {"a":"abbbdc"}             ; true
                a: x?                       ; {"a":"xy"}                 ; true
                a: x?                       ; {"a":"x"}                  ; false
                a: 'x\\*'                   ; {"a":"x*"}                 ; true
                a: 'x\\*'                   ; {"a":"xy"}                 ; false
                a: 'x\\?'                   ; {"a":"x?"}                 ; true
                a: 'x\\\\*'                 ; {"a":"x\\\\y"}             ; true
                a: 'x\\y'                   ; {"a":"x\\\\y"}             ; true
                a: ''                       ; {"a":""}                   ; true
                a: ''                       ; {"a":"x"}                  ; false
                a|contains: b               ; {"a":"aBc"}                ; true
                a|contains: b               ; {"a":"ac"}                 ; false
                a|contains|cased: b         ; {"a":"aBc"}                ; false
                a|startswith: ab            ; {"a":"abc"}                ; true
                a|startswith: ab            ; {"a":"cab"}                ; false
                a|endswith: bc              ; {"a":"abc"}                ; true
                a|endswith: bc              ; {"a":"bca"}                ; false
                a|contains|all: [b, c]      ; {"a":"abcd"}               ; true
                a|contains|all: [b, c]      ; {"a":"abd"}                ; false
                a|re: '^x[0-9]+$'           ; {"a":"x12"}                ; true
                a|re: '^x[0-9]+$'           ; {"a":"X12"}                ; false
                a|re|i: '^x[0-9]+$'         ; {"a":"X12"}                ; true
                a|re: '[0-9]'               ; {"a":"x1y"}                ; true
                a|cidr: 10.0.0.0/8          ; {"a":"10.1.2.3"}           ; true
                a|cidr: 10.0.0.0/8          ; {"a":"11.1.2.3"}           ; false
                a|cidr: 10.0.0.0/9          ; {"a":"10.127.255.255"}     ; true
                a|cidr: 10.0.0.0/9          ; {"a":"10.128.0.0"}         ; false
                a|cidr: 10.0.0.0/8          ; {"a":"10.1"}               ; false
                a|cidr: 10.0.0.0/8          ; {"a":"ec2.amazonaws.com"}  ; false
                a|cidr: '2001:db8::/32'     ; {"a":"2001:db8:1::1"}      ; true
                a|cidr: '2001:db8::/32'     ; {"a":"2001:db9::1"}        ; false
                a|cidr: 0.0.0.0/0           ; {"a":"2001:db8::1"}        ; false
                a|cidr: [10.0.0.0/8, 192.168.0.0/16] ; {"a":"192.168.1.1"} ; true
                a|exists: true              ; {"a":null}                 ; true
                a|exists: true              ; {"b":1}                    ; false
                a|exists: false             ; {"b":1}                    ; true
                a|exists: true              ; {"a":{"b":1}}              ; true
                a: null                     ; {"b":1}                    ; true
                a: null                     ; {"a":null}                 ; true
                a: null                     ; {"a":[]}                   ; true
                a: null                     ; {"a":""}                   ; false
                a: null                     ; {"a":{}}                   ; false
                a: [null, x]                ; {"a":"x"}                  ; true
                a: [null, x]                ; {"a":"y"}                  ; false
                a: 5                        ; {"a":5}                    ; true
                a: 5                        ; {"a":5.0}                  ; true
                a: 5                        ; {"a":"5"}                  ; true
                a: 5                        ; {"a":6}                    ; false
                a: 5                        ; {"a":5e999999999}          ; false
                a: true                     ; {"a":true}                 ; true
                a: true                     ; {"a":"true"}               ; true
                a: true                     ; {"a":false}                ; false
                a.b: x                      ; {"a":{"b":"x"}}            ; true
                a.b: x                      ; {"a.b":"x"}                ; false
                a.b: x                      ; {"a":"x"}                  ; false
                a.b: x                      ; {"a":[{"b":"y"},{"b":"x"}]} ; true
                a: x                        ; {"a":["y","x"]}            ; true
                a.b|contains|all: [p, q]    ; {"a":[{"b":"p"},{"b":"q"}]} ; true
                a|fieldref: b               ; {"a":"x","b":"X"}          ; true
                a|fieldref: b               ; {"a":"x","b":"y"}          ; false
                a|fieldref: b               ; {"a":"x"}                  ; false
                [foo, bar]                  ; {"a":{"b":["xxBARxx"]}}    ; true
                [foo, bar]                  ; {"bar":"x"}                ; false
                '|all': [foo, bar]          ; {"a":"foo","b":"bar"}      ; true
                '|all': [foo, bar]          ; {"a":"foo"}                ; false
                [{a: x}, {b: y}]            ; {"b":"y"}                  ; true
                [{a: x}, {b: y}]            ; {"b":"x"}                  ; false
                [{a: x, b: y}]              ; {"a":"x"}                  ; false
                """)
    void holdsAsSigmaSays(String selection, String event, boolean expected) {
        String detection = selection.startsWith("[")
                ? "s: " + selection + "\ncondition: s\n"
                : "s:\n  " + selection + "\ncondition: s\n";

        boolean holds = RuleText.holds(detection, event);

        assertThat(holds).isEqualTo(expected);
    }
}
