/** The check of OpenID tokens, with jose4j. */
@NullMarked
package dev.gatehouse.service.access.oidc;

import org.jspecify.annotations.NullMarked;
