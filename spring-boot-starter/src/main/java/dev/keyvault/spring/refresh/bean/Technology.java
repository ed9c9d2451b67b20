package dev.keyvault.spring.refresh.bean;

import java.util.List;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A technology that Spring Boot sets up once from its own properties, and the beans that
 * hold the values afterwards.
 *
 * @param prefix the prefix of the properties
 * @param name what the technology is called in a sentence
 * @param holders the types of the beans that have the values
 * @param hint what else can be done, or nothing
 */
record Technology(ConfigurationPropertyName prefix, String name, List<String> holders, String hint) {

	private static final List<Technology> KNOWN = List.of(
			of("spring.data.redis", "Redis", "org.springframework.data.redis.connection.RedisConnectionFactory",
					"org.springframework.data.redis.connection.ReactiveRedisConnectionFactory"),
			of("spring.rabbitmq", "RabbitMQ", "org.springframework.amqp.rabbit.connection.ConnectionFactory").hint(
					"AbstractConnectionFactory.setUsername and setPassword of Spring AMQP count for the next connection."),
			of("spring.mail", "mail", "org.springframework.mail.javamail.JavaMailSender")
				.hint("JavaMailSenderImpl.setUsername and setPassword count for the next message."),
			of("spring.security.oauth2.client", "the OAuth2 client",
					"org.springframework.security.oauth2.client.registration.ClientRegistrationRepository",
					"org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository"),
			of("spring.security.oauth2.resourceserver", "the OAuth2 resource server",
					"org.springframework.security.oauth2.jwt.JwtDecoder",
					"org.springframework.security.oauth2.jwt.ReactiveJwtDecoder",
					"org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector",
					"org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector"),
			of("spring.security", "the user in memory",
					"org.springframework.security.core.userdetails.UserDetailsService",
					"org.springframework.security.core.userdetails.ReactiveUserDetailsService"),
			of("spring.r2dbc", "R2DBC", "io.r2dbc.spi.ConnectionFactory"),
			of("spring.datasource", "the JDBC pool", "javax.sql.DataSource").hint(
					"Hikari pools follow 'username' and 'password' without further configuration if they log in with them."),
			of("spring.kafka", "Kafka", "org.springframework.kafka.core.ProducerFactory",
					"org.springframework.kafka.core.ConsumerFactory", "org.springframework.kafka.core.KafkaAdmin"),
			of("spring.pulsar", "Pulsar", "org.springframework.pulsar.core.PulsarClientFactory"),
			of("spring.mongodb", "MongoDB", "com.mongodb.client.MongoClient",
					"com.mongodb.reactivestreams.client.MongoClient"),
			of("spring.data.mongodb", "MongoDB", "com.mongodb.client.MongoClient",
					"com.mongodb.reactivestreams.client.MongoClient"),
			of("spring.ldap", "LDAP", "org.springframework.ldap.core.ContextSource"),
			of("spring.artemis", "Artemis", "jakarta.jms.ConnectionFactory"),
			of("spring.activemq", "ActiveMQ", "jakarta.jms.ConnectionFactory"),
			of("spring.elasticsearch", "Elasticsearch",
					"co.elastic.clients.transport.rest5_client.low_level.Rest5Client"),
			of("spring.neo4j", "Neo4j", "org.neo4j.driver.Driver"),
			of("spring.cassandra", "Cassandra", "com.datastax.oss.driver.api.core.CqlSession"),
			of("spring.couchbase", "Couchbase", "com.couchbase.client.java.Cluster"),
			of("server.ssl", "the web server"), of("spring.ssl.bundle", "the SSL bundles of Spring Boot")
				.hint("Bundles under 'keyvault.vaults.*.ssl-bundles' follow without further configuration."));

	/**
	 * The prefixes whose properties are used during the start only.
	 */
	private static final List<ConfigurationPropertyName> OVER = List.of(ConfigurationPropertyName.of("spring.flyway"),
			ConfigurationPropertyName.of("spring.liquibase"));

	Technology {
		holders = List.copyOf(holders);
	}

	private static Technology of(String prefix, String name, String... holders) {
		return new Technology(ConfigurationPropertyName.of(prefix), name, List.of(holders), "");
	}

	private Technology hint(String hint) {
		return new Technology(this.prefix, this.name, this.holders, " " + hint);
	}

	/**
	 * Return the technology that is set up from some properties.
	 * @param prefix the prefix of the properties
	 * @return the technology; one without holders if none is known
	 */
	static Technology of(String prefix) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(prefix);
		return KNOWN.stream()
			.filter((each) -> isAtOrBelow(name, each.prefix))
			.findFirst()
			.orElseGet(() -> new Technology(name, "what '%s' sets up".formatted(prefix), List.of(), ""));
	}

	/**
	 * Return whether some properties are used during the start only.
	 * @param prefix the prefix of the properties
	 * @return whether nothing has the values afterwards
	 */
	static boolean isOver(String prefix) {
		return OVER.stream().anyMatch((each) -> isAtOrBelow(ConfigurationPropertyName.of(prefix), each));
	}

	private static boolean isAtOrBelow(ConfigurationPropertyName name, ConfigurationPropertyName ancestor) {
		return ancestor.equals(name) || ancestor.isAncestorOf(name);
	}

}
