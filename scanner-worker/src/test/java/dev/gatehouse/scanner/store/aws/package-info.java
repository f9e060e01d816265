/** Tests of what is kept on AWS, against moto. */
@org.jspecify.annotations.NullMarked
package dev.gatehouse.scanner.store.aws;
