package dev.keyvault.spring.refresh;

import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts what a rotation of one key moves among 200 configuration properties beans.
 */
@ExtendWith(OutputCaptureExtension.class)
class NothingElseMovesTests {

	private static final Class<?>[] TYPES = IntStream.range(0, 200)
		.mapToObj(NothingElseMovesTests::type)
		.toArray(Class<?>[]::new);

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	/**
	 * Make a class of its own with properties of its own, below {@code bean-0} and so on.
	 * @param number the number of the class
	 * @return the class
	 */
	private static Class<?> type(int number) {
		AnnotationDescription prefix = AnnotationDescription.Builder.ofType(ConfigurationProperties.class)
			.define("value", "bean-" + number)
			.build();
		return new ByteBuddy().subclass(Numbered.class)
			.name(Numbered.class.getName() + number)
			.annotateType(prefix)
			.make()
			.load(Numbered.class.getClassLoader())
			.getLoaded();
	}

	@BeforeEach
	void fill() {
		this.vault.putSecret("one", "s3cret-of-one");
		this.vault.putSecret("many", "s3cret-of-many");
	}

	@Test
	void rotationRebindsExactlyTheBeansThatItReaches() {
		try (ConfigurableApplicationContext context = start()) {
			Collection<Numbered> beans = context.getBeansOfType(Numbered.class).values();
			Recorder recorder = context.getBean(Recorder.class);
			recorder.clear();
			beans.forEach((bean) -> bean.sets = 0);
			rotate(context);
			assertThat(beans).hasSize(200);
			assertThat(recorder.bound()).containsExactly("bean-7", "bean-8");
			assertThat(beans).filteredOn((bean) -> bean.sets == 1)
				.extracting(Numbered::getSecret)
				.containsExactlyInAnyOrder("s3cret-of-two", "see s3cret-of-two");
			assertThat(beans).filteredOn((bean) -> bean.sets == 0).hasSize(198);
		}
	}

	@Test
	void unchangedPollsMoveNothing(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start()) {
			Recorder recorder = context.getBean(Recorder.class);
			recorder.clear();
			int before = output.getAll().length();
			IntStream.range(0, 10).forEach((poll) -> context.getBean(KeyVaultRefresher.class).refresh());
			assertThat(recorder.bound()).isEmpty();
			assertThat(recorder.events).isEmpty();
			assertThat(output.getAll().substring(before)).isEmpty();
		}
	}

	@Test
	void applicationHearsOfNoContextButItsOwn() {
		try (ConfigurableApplicationContext context = start()) {
			Recorder recorder = context.getBean(Recorder.class);
			recorder.clear();
			rotate(context);
			assertThat(recorder.events).containsExactly("KeyVaultRotatedEvent");
		}
	}

	private ConfigurableApplicationContext start() {
		return RotatingApplication
			.of(this.vault, Stream.concat(Stream.of(Recorder.class), Stream.of(TYPES)).toArray(Class<?>[]::new))
			.key("bean-7.secret", "one")
			.key("bean-9.secret", "many")
			.property("bean-8.secret", "see ${bean-7.secret}")
			.start();
	}

	private void rotate(ConfigurableApplicationContext context) {
		this.vault.putSecret("one", "s3cret-of-two");
		assertThat(context.getBean(KeyVaultRefresher.class).refresh().rotated()).hasSize(1);
	}

	/**
	 * Counts how often it is set.
	 */
	public static class Numbered {

		private @Nullable String secret;

		private int sets;

		public @Nullable String getSecret() {
			return this.secret;
		}

		public void setSecret(@Nullable String secret) {
			this.secret = secret;
			this.sets++;
		}

	}

	/**
	 * Takes note of bindings and of events.
	 */
	static class Recorder implements ConfigurationPropertiesBindHandlerAdvisor, ApplicationListener<ApplicationEvent> {

		private final Set<String> bound = new TreeSet<>();

		private final Queue<String> events = new ConcurrentLinkedQueue<>();

		@Override
		public BindHandler apply(BindHandler handler) {
			return new AbstractBindHandler(handler) {

				@Override
				public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
						BindContext context) {
					add(name);
					return super.onStart(name, target, context);
				}

			};
		}

		private synchronized void add(ConfigurationPropertyName name) {
			this.bound.add(name.chop(1).toString());
		}

		synchronized Set<String> bound() {
			return new TreeSet<>(this.bound);
		}

		synchronized void clear() {
			this.bound.clear();
			this.events.clear();
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			this.events.add(event.getClass().getSimpleName());
		}

	}

}
