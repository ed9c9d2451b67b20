package dev.keyvault.spring.config;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.util.ClassUtils;

import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.RedactedException;
import dev.keyvault.source.Subject;

/**
 * A kind of classes that applications add, listed in {@code META-INF/spring.factories}.
 * What one of them throws is a problem among others, without its message.
 *
 * @param name what such a class is called
 * @param advice what to do if one fails, as sentences
 */
record Extension(String name, String advice) {

	<T> List<T> load(Class<T> type, ConfigurableEnvironment environment, Consumer<Problem> problems) {
		ArgumentResolver arguments = ArgumentResolver.of(Environment.class, environment)
			.and(ConfigurableEnvironment.class, environment);
		return SpringFactoriesLoader.forDefaultResourceLocation(ClassUtils.getDefaultClassLoader())
			.load(type, arguments, (factory, implementation, failure) -> problems.accept(problem(implementation,
					"The %s '%s' cannot be created: %s.".formatted(this.name, implementation,
							failure.getClass().getName()),
					"Correct its name in 'META-INF/spring.factories', or its constructor, which may take the 'Environment'.")));
	}

	Problem failed(Object extension, Throwable thrown) {
		String type = extension.getClass().getName();
		RedactedException failure = RedactedException.of(thrown);
		return problem(type, "The %s '%s' fails with %s%s; the message is not shown, since it may quote a secret."
			.formatted(this.name, type, failure, place(type, failure)), this.advice);
	}

	private static String place(String type, RedactedException failure) {
		return Stream.of(failure.getStackTrace())
			.filter((frame) -> frame.getClassName().equals(type))
			.findFirst()
			.map((frame) -> " at " + frame)
			.orElse("");
	}

	private static Problem problem(String type, String reason, String action) {
		return new Problem(new Subject.Property("", type), reason, Message.of(action));
	}

}
