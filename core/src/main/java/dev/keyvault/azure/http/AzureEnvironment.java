package dev.keyvault.azure.http;

import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.source.SteadyClock;

/**
 * What reading from Azure takes from the world around it.
 *
 * @param variables gives the environment variable of a name
 * @param properties gives the property of the JVM of a name
 * @param proxySelector gives the proxy selector of the JVM
 * @param clock tells what time it is
 * @param timer tells how time passes, whatever is done to the clock
 * @param sleeper lets time pass
 * @param random gives numbers from 0 to 1
 * @param processorWait tells how long this process has waited for a processor
 * @param http how requests are sent
 */
@Internal
public record AzureEnvironment(Function<String, @Nullable String> variables,
		Function<String, @Nullable String> properties, Supplier<@Nullable ProxySelector> proxySelector, Clock clock,
		Clock timer, Sleeper sleeper, DoubleSupplier random, ProcessorWait processorWait, HttpSettings http) {

	public static AzureEnvironment system(HttpSettings http) {
		return new AzureEnvironment(System::getenv, System::getProperty, ProxySelector::getDefault, Clock.systemUTC(),
				SteadyClock.start(), (time) -> Thread.sleep(time.toMillis()), Math::random,
				ProcessorWait.ofLinux(Path.of("/proc/self/task")), http);
	}

	/**
	 * Return an environment variable.
	 * @param name the name
	 * @return the value, or {@code null} if it is not set or blank
	 */
	public @Nullable String variable(String name) {
		String value = this.variables.apply(name);
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	/**
	 * Return a property of the JVM.
	 * @param name the name
	 * @return the value, or {@code null} if it is not set or blank
	 */
	@Nullable String property(String name) {
		String value = this.properties.apply(name);
		return (value == null || value.isBlank()) ? null : value.strip();
	}

}
