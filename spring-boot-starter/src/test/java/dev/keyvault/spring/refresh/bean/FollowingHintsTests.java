package dev.keyvault.spring.refresh.bean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import dev.keyvault.spring.config.ImportedKeys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what native images are told of beans that follow.
 */
@Tag("jdk")
class FollowingHintsTests {

	@Test
	void propertiesOfJavaBeansAreReached() throws ReflectiveOperationException {
		RuntimeHints hints = hints();
		assertThat(hints)
			.matches(
					RuntimeHintsPredicates.reflection().onMethodInvocation(Parent.class.getDeclaredMethod("getParent")))
			.matches(RuntimeHintsPredicates.reflection()
				.onMethodInvocation(Settings.class.getDeclaredMethod("setHidden", String.class)))
			.matches(RuntimeHintsPredicates.reflection().onFieldAccess(Settings.class.getDeclaredField("hidden")))
			.matches(RuntimeHintsPredicates.reflection().onMethodInvocation(Inner.class.getDeclaredMethod("getKey")));
	}

	@Test
	void valuesAreReached() throws ReflectiveOperationException {
		RuntimeHints hints = hints();
		assertThat(hints)
			.matches(RuntimeHintsPredicates.reflection().onFieldAccess(Values.class.getDeclaredField("field")))
			.matches(RuntimeHintsPredicates.reflection()
				.onMethodInvocation(Values.class.getDeclaredMethod("setOne", String.class)))
			.matches(RuntimeHintsPredicates.reflection()
				.onMethodInvocation(Values.class.getDeclaredMethod("setTwo", String.class)));
	}

	@Test
	void applicationWithoutImportNeedsNothing() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Application.class)) {
			assertThat(new FollowingHints().processAheadOfTime(context.getBeanFactory())).isNull();
		}
	}

	private static RuntimeHints hints() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Application.class, Values.class);
			RootBeanDefinition keys = new RootBeanDefinition(ImportedKeys.class);
			keys.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
			context.registerBeanDefinition("keys", keys);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get(FollowingHintsTests.class)), new InMemoryGeneratedFiles());
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			return generation.getRuntimeHints();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Settings.class)
	static class Application {

	}

	/**
	 * Has properties that its subclasses inherit.
	 */
	static class Parent {

		private String parent = "";

		String getParent() {
			return this.parent;
		}

		void setParent(String parent) {
			this.parent = parent;
		}

	}

	@ConfigurationProperties("app")
	static class Settings extends Parent {

		private String hidden = "";

		private final Inner inner = new Inner();

		void setHidden(String hidden) {
			this.hidden = hidden;
		}

		Inner getInner() {
			return this.inner;
		}

		@Override
		public String toString() {
			return "Settings" + this.hidden.length();
		}

	}

	static class Inner {

		private String key = "";

		String getKey() {
			return this.key;
		}

		void setKey(String key) {
			this.key = key;
		}

	}

	static class Values {

		@Value("${app.hidden}")
		private @Nullable String field;

		private @Nullable String other;

		@Value("${app.hidden}")
		void setOne(String one) {
			this.other = one;
		}

		@Autowired
		void setTwo(@Value("${app.hidden}") String two) {
			this.other = two;
		}

		@Override
		public String toString() {
			return this.field + this.other;
		}

	}

}
