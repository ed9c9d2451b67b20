package dev.keyvault.spring.config;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinitionVisitor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.PlaceholderConfigurerSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringValueResolver;

import dev.keyvault.spring.config.Marks.Part;

/**
 * Comes before all other resolvers of embedded values of a context, such as the text of
 * {@code @Value}, and keeps imported values out of the reach of expressions: lets the
 * others resolve a text with marks around imported values, and hands on what they gave,
 * written such that nothing from a vault is evaluated or resolved again. A text without
 * imported values is left to the others as it is. Thread-safe.
 */
final class EmbeddedValues implements StringValueResolver {

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
	 */
	static void guard(ConfigurableApplicationContext context) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		if (!beans.containsSingleton(NAME)) {
			EmbeddedValues values = new EmbeddedValues(context);
			beans.registerSingleton(NAME, values);
			beans.addEmbeddedValueResolver(values);
			context.addBeanFactoryPostProcessor(values::visit);
			values.environment.getPropertySources()
				.stream()
				.filter(KeyVaultPropertySource.class::isInstance)
				.forEach((source) -> ((KeyVaultPropertySource) source).getSource().starts(beans));
		}
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
		Marks marks = new Marks(this.environment);
		String marked = resolve(text, this.environment::resolvePlaceholders, marks);
		return (marked != null && Marks.areIn(marked) && ExpressionText.isExpression(Part.join(marks.parts(marked))))
				? keep(ExpressionText.of(marks.parts(marked)), this.environment::resolvePlaceholders) : text;
	}

	@Override
	public @Nullable String resolveStringValue(String text) {
		if (this.asking.get() != null) {
			return text;
		}
		Marks marks = new Marks(this.environment);
		return isAlone() ? resolveAlone(text, marks) : resolveFirst(text, marks);
	}

	private @Nullable String resolveFirst(String text, Marks marks) {
		String marked = resolve(text, this::askOthers, marks);
		return (marked != null && Marks.areIn(marked)) ? keep(literal(marks.parts(marked)), this::askOthers) : text;
	}

	// Spring resolves placeholders by the environment if nobody else does.
	private @Nullable String resolveAlone(String text, Marks marks) {
		String marked = resolve(text, this.environment::resolvePlaceholders, marks);
		return (marked != null && Marks.areIn(marked)) ? literal(marks.parts(marked)) : marked;
	}

	private static String literal(List<Part> parts) {
		String plain = Part.join(parts);
		return ExpressionText.isExpression(plain) ? ExpressionText.of(parts) : plain;
	}

	private static @Nullable String resolve(String text, Function<String, @Nullable String> others, Marks marks) {
		try {
			return marks.during(() -> others.apply(text));
		}
		catch (IllegalArgumentException ex) {
			return withoutMarks(text, others, marks);
		}
	}

	// Without marks it fails as it does without imported values, or a mark was in its
	// way.
	private static @Nullable String withoutMarks(String text, Function<String, @Nullable String> others, Marks marks) {
		String plain = others.apply(text);
		if (plain != null && ExpressionText.isExpression(plain)) {
			marks.refuse();
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
