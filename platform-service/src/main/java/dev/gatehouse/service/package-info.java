/** What every service has: who may do what, documents from outside, the wire's basics and its own disk. */
@NullMarked
package dev.gatehouse.service;

import org.jspecify.annotations.NullMarked;
