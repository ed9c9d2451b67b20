package dev.keyvault.spring.ssl;

/**
 * The servers that the classpath of the tests has.
 */
enum TestServer {

	/**
	 * Tomcat.
	 */
	TOMCAT("org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration"),

	/**
	 * Jetty.
	 */
	JETTY("org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration");

	private final String exclusion;

	TestServer(String exclusion) {
		this.exclusion = exclusion;
	}

	/**
	 * Return what keeps the other server from starting.
	 * @return the name of an auto-configuration
	 */
	String exclusion() {
		return this.exclusion;
	}

}
