package dev.keyvault.spring.refresh.bean;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Recognizes configuration properties beans that are read only while something is set up:
 * those of Spring, and those in the package of an auto-configuration unless that is a
 * package of the application. A setter that is called on them later has no effect.
 */
final class ReadOnce {

	private static final String SPRING = "org.springframework.";

	private static final String OWN = "dev.keyvault.spring.";

	private final Set<String> libraries;

	private final List<String> application;

	private ReadOnce(Set<String> libraries, List<String> application) {
		this.libraries = libraries;
		this.application = application;
	}

	static ReadOnce of(ConfigurableApplicationContext context) {
		Set<String> packages = new HashSet<>();
		ImportCandidates.load(AutoConfiguration.class, context.getClassLoader())
			.getCandidates()
			.stream()
			.map(ClassUtils::getPackageName)
			.filter((name) -> !name.startsWith(OWN))
			.forEach(packages::add);
		BeanFactory beans = context.getBeanFactory();
		return new ReadOnce(packages,
				AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of());
	}

	boolean isTrueFor(PropertiesBean bean) {
		return isTrueFor(bean.type()) && !Technology.isOver(bean.prefix());
	}

	private boolean isTrueFor(Class<?> type) {
		String name = type.getName();
		return name.startsWith(SPRING) || (isIn(this.libraries, type) && !isIn(this.application, type));
	}

	private static boolean isIn(Iterable<String> packages, Class<?> type) {
		for (String each : packages) {
			if (type.getName().startsWith(each + ".")) {
				return true;
			}
		}
		return false;
	}

}
