/**
 * How the beans of an application follow a rotation.
 * {@code KeyVaultRotatingAutoConfiguration} is the place to start:
 * <ol>
 * <li>{@code PropertiesBeans} finds the configuration properties beans that a rotation
 * reaches, each a {@code PropertiesBean} that can be bound again.
 * <li>{@code BindingValidator} and {@code ValueValidator} reject values that do not bind.
 * <li>{@code PropertiesFollower} updates a {@code JavaBean} property by property,
 * {@code RotatingBeans} replaces the value of each {@code Rotating},
 * {@code RefreshScopeFollower} has scoped beans created again, and {@code ValueFollower}
 * injects each {@code ValueInjectionPoint} again.
 * <li>{@code UnusedKeys} reports what has followed nothing: {@code StaleBeans} that are
 * bound by their constructor or {@code ReadOnce} by a {@code Technology}.
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.refresh.bean;

import org.jspecify.annotations.NullMarked;
