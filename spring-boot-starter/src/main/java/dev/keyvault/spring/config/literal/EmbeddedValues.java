package dev.keyvault.spring.config.literal;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinitionVisitor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.PlaceholderConfigurerSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringValueResolver;

import dev.keyvault.Internal;
import dev.keyvault.spring.config.literal.TaintTracker.Segment;

/**
 * Resolves embedded values of a context, such as the text of {@code @Value}, before all
 * other resolvers do, and keeps imported values out of the reach of expressions. The
 * other resolvers resolve a text in which imported values are tracked. Their result is
 * rewritten such that nothing from a vault is evaluated or resolved again. A text without
 * imported values is left to the other resolvers unchanged. Thread-safe.
 */
@Internal
public final class EmbeddedValues implements StringValueResolver {

	private static final String NAME = "keyVaultEmbeddedValues";

	private static final String PROBE = "${keyvault.probe:}";

	private final ConfigurableListableBeanFactory beans;

	private final ConfigurableEnvironment environment;

	private final ThreadLocal<Boolean> asking = new ThreadLocal<>();

	private EmbeddedValues(ConfigurableApplicationContext context) {
		this.beans = context.getBeanFactory();
		this.environment = context.getEnvironment();
	}

	/**
	 * Guard a context, unless it is guarded already.
	 * @param context the context, before it is refreshed
	 * @return whether it was not guarded before
	 */
	public static boolean guard(ConfigurableApplicationContext context) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		if (beans.containsSingleton(NAME)) {
			return false;
		}
		EmbeddedValues values = new EmbeddedValues(context);
		beans.registerSingleton(NAME, values);
		beans.addEmbeddedValueResolver(values);
		context.addBeanFactoryPostProcessor(values::visit);
		return true;
	}

	// Done before placeholders in bean definitions are resolved, if anybody does that.
	private void visit(ConfigurableListableBeanFactory beans) {
		if (beans.getBeanNamesForType(PlaceholderConfigurerSupport.class, true, false).length == 0) {
			return;
		}
		BeanDefinitionVisitor visitor = new BeanDefinitionVisitor(this::resolveIfExpression);
		for (String name : beans.getBeanDefinitionNames()) {
			visitor.visitBeanDefinition(beans.getBeanDefinition(name));
		}
	}

	private String resolveIfExpression(String text) {
		TaintTracker tracker = new TaintTracker(this.environment);
		String tainted = resolve(text, this.environment::resolvePlaceholders, tracker);
		return (tainted != null && TaintTracker.isTainted(tainted)
				&& ExpressionText.isExpression(Segment.join(tracker.segments(tainted))))
						? keep(ExpressionText.of(tracker.segments(tainted)), this.environment::resolvePlaceholders)
						: text;
	}

	@Override
	public @Nullable String resolveStringValue(String text) {
		if (this.asking.get() != null) {
			return text;
		}
		TaintTracker tracker = new TaintTracker(this.environment);
		return isAlone() ? resolveAlone(text, tracker) : resolveFirst(text, tracker);
	}

	private @Nullable String resolveFirst(String text, TaintTracker tracker) {
		String tainted = resolve(text, this::askOthers, tracker);
		return (tainted != null && TaintTracker.isTainted(tainted))
				? keep(literal(tracker.segments(tainted)), this::askOthers) : text;
	}

	// Spring resolves placeholders by the environment if nobody else does.
	private @Nullable String resolveAlone(String text, TaintTracker tracker) {
		String tainted = resolve(text, this.environment::resolvePlaceholders, tracker);
		return (tainted != null && TaintTracker.isTainted(tainted)) ? literal(tracker.segments(tainted)) : tainted;
	}

	private static String literal(List<Segment> segments) {
		String plain = Segment.join(segments);
		return ExpressionText.isExpression(plain) ? ExpressionText.of(segments) : plain;
	}

	private static @Nullable String resolve(String text, Function<String, @Nullable String> others,
			TaintTracker tracker) {
		try {
			return tracker.during(() -> others.apply(text));
		}
		catch (IllegalArgumentException ex) {
			return untracked(text, others, tracker);
		}
	}

	// Either this fails as it does without imported values, or a mark made it fail.
	private static @Nullable String untracked(String text, Function<String, @Nullable String> others,
			TaintTracker tracker) {
		String plain = others.apply(text);
		if (plain != null && ExpressionText.isExpression(plain)) {
			tracker.refuse();
		}
		return plain;
	}

	private boolean isAlone() {
		return PROBE.equals(askOthers(PROBE));
	}

	private @Nullable String askOthers(String text) {
		this.asking.set(true);
		try {
			return this.beans.resolveEmbeddedValue(text);
		}
		finally {
			this.asking.remove();
		}
	}

	// The others resolve what they are given, and must give back what it is to be.
	private static String keep(String text, Function<String, @Nullable String> others) {
		String escaped = Placeholders.escape(text);
		if (escaped.equals(text) || text.strip().equals(String.valueOf(others.apply(escaped)).strip())) {
			return escaped;
		}
		throw new IllegalStateException("A resolver of embedded values does not keep an escaped placeholder as it is. "
				+ "Leave the escape character of placeholders at its default.");
	}

}
