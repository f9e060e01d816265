/** Calls of the platform's services with the JDK's HTTP client: a bearer token, bounded answers, failures as values. */
@NullMarked
package dev.gatehouse.client.http;

import org.jspecify.annotations.NullMarked;
