/**
 * How the beans of an application follow a rotation, and which of them do not.
 */
@NullMarked
package dev.keyvault.spring.refresh.bean;

import org.jspecify.annotations.NullMarked;
