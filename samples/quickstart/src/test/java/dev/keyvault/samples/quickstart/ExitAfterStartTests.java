package dev.keyvault.samples.quickstart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ExitAfterStartTests {

	@Test
	void mainPrintsTheKeysAndReturns(CapturedOutput output) {
		QuickstartApplication.main(new String[] { "--demo.exit-after-start=true" });
		assertThat(output).contains("databasepassword  secret/key-vault-secret-1  ")
			.contains("clientsecret      secret/key-vault-secret-2  ")
			.contains("app.connection-string: Server=db;User ID=user;Password=********;")
			.doesNotContain("http://localhost");
	}

	@Test
	void outputHoldsNoValue(CapturedOutput output) {
		QuickstartApplication
			.main(new String[] { "--demo.exit-after-start=true", "--logging.level.dev.keyvault=trace" });
		assertThat(output).doesNotContain("not-a-real");
	}

}
