/** The wire: scans, findings, ledgers and rules over HTTP. */
@NullMarked
package dev.gatehouse.scanner.http;

import org.jspecify.annotations.NullMarked;
