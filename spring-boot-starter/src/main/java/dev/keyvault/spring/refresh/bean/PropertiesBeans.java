package dev.keyvault.spring.refresh.bean;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.EnvironmentChange;

/**
 * Finds the configuration properties beans that exist. Beans of other scopes than
 * singleton are left to their scope, and data sources to the followers that change their
 * credentials.
 */
final class PropertiesBeans {

	private final ConfigurableApplicationContext context;

	PropertiesBeans(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Find the beans that a rotation reaches.
	 * @param change the rotation
	 * @return the changes that reach each bean, one at least
	 */
	Map<PropertiesBean, Set<Change>> reachedBy(EnvironmentChange change) {
		Map<PropertiesBean, Set<Change>> reached = new LinkedHashMap<>();
		for (PropertiesBean bean : find()) {
			Set<Change> changes = change.changesBelow(bean.prefix());
			if (!changes.isEmpty()) {
				reached.put(bean, changes);
			}
		}
		return reached;
	}

	private List<PropertiesBean> find() {
		ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
		return Stream.of(beans.getBeanDefinitionNames())
			.filter(beans::containsSingleton)
			.filter((name) -> beans.findAnnotationOnBean(name, ConfigurationProperties.class, false) != null)
			.map((name) -> find(beans, name))
			.filter(Objects::nonNull)
			.toList();
	}

	private @Nullable PropertiesBean find(ConfigurableListableBeanFactory beans, String name) {
		Object bean = beans.getBean(name);
		boolean followedElsewhere = bean instanceof ScopedObject || bean instanceof DataSource;
		return followedElsewhere ? null : PropertiesBean.find(this.context, name, bean);
	}

}
