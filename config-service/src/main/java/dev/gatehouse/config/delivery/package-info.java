/** What a caller may do with parameters, secrets and the contract: authorization first, then the contract, then the record. */
@NullMarked
package dev.gatehouse.config.delivery;

import org.jspecify.annotations.NullMarked;
