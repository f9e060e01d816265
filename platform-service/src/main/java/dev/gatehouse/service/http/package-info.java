/** The wire: authentication, bodies and problems common to every service. */
@NullMarked
package dev.gatehouse.service.http;

import org.jspecify.annotations.NullMarked;
