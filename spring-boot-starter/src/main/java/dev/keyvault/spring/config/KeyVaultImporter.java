package dev.keyvault.spring.config;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;

import dev.keyvault.azure.AzureVaults;
import dev.keyvault.azure.InvalidVaultSettingsException;
import dev.keyvault.azure.VaultSettings;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.ExcludedKeys;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.ObjectInspection;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.snapshot.SnapshotLoader;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Setting;
import dev.keyvault.source.Subject;
import dev.keyvault.source.UnexpectedFailureException;

/**
 * Loads the keys of all imports of an application in one go, and tells all that is wrong
 * with them at once.
 */
final class KeyVaultImporter {

	private final DeclarationReader reader;

	private final ReadSettings settings;

	private final TargetReaders targets;

	private final StartFallback fallback;

	private final Clock clock;

	private final Clock timer;

	private final Log log;

	private final List<Problem> problems = new ArrayList<>();

	KeyVaultImporter(DeclarationReader reader, ReadSettings settings, TargetReaders targets, StartFallback fallback,
			Clock clock, Clock timer, Log log) {
		this.reader = reader;
		this.settings = settings;
		this.targets = targets;
		this.fallback = fallback;
		this.clock = clock;
		this.timer = timer;
		this.log = log;
	}

	/**
	 * Load the keys.
	 * @param imports what to load
	 * @param keys gets the values, and the vaults they are from
	 * @throws KeyVaultImportException if a key that is needed cannot be loaded
	 */
	void load(List<KeyVaultImport> imports, ImportedKeys keys) {
		List<Declaration> declarations = this.reader.read(imports);
		AzureVaults vaults = AzureVaults.create(this.reader.vaults(), this.settings.http(),
				keys.registrations().clientCustomizer());
		try {
			LoadResult loaded = load(declarations, vaults, keys);
			keys.load(loaded.snapshot(), new ImportedKeys.Origins(declarations, vaults, this.settings,
					loaded.failuresOfVaults(), loaded.excluded(), this.targets.found()));
		}
		finally {
			if (!keys.areLoaded()) {
				vaults.close();
				this.targets.close();
			}
		}
	}

	private LoadResult load(List<Declaration> declarations, AzureVaults vaults, ImportedKeys keys) {
		Instant start = this.timer.instant();
		this.problems.addAll(this.settings.problems());
		this.problems.addAll(this.reader.problems());
		this.problems.addAll(this.fallback.problems());
		vaults.problems().forEach((problem) -> addTo(declarations, problem));
		List<Declaration> readable = readable(declarations, vaults);
		LoadResult found = new SnapshotLoader(vaults.source(), this.settings.load(), this.timer).load(readable);
		this.problems.addAll(this.targets.read(declarations, found.snapshot()));
		LoadResult result = this.fallback.complete(readable, found, this.targets.found());
		SslBundleInspection bundles = new SslBundleInspection(result);
		result.problems().stream().map(this.reader::withOrigin).forEach(this.problems::add);
		this.problems.addAll(bundles.problems());
		result.snapshot().layers().forEach((layer, entries) -> addResolved(layer, entries, keys));
		tolerateOutages(declarations);
		tellTraces(found);
		if (!this.problems.isEmpty()) {
			throw new KeyVaultImportException(this.problems);
		}
		vaults.warnings().forEach(this.log::warn);
		warnings(result).forEach((warning) -> this.log.warn(warning.spelled(KeyVaultProperties::nameOf)));
		this.reader.overridden().forEach(this.log::info);
		bundles.absent(readable).forEach(this.log::warn);
		tell(result.snapshot(), vaults, Duration.between(start, this.timer.instant()));
		return result;
	}

	private Stream<Problem> warnings(LoadResult result) {
		List<Problem> inspected = new ObjectInspection(this.clock.instant()).inspect(result.snapshot());
		Stream<Problem> excluded = result.excluded().stream().map(ExcludedKeys::problem);
		return Stream.of(result.warnings().stream(), excluded, inspected.stream()).flatMap(Function.identity());
	}

	private void addResolved(String layer, Map<NamedKey, Entry> entries, ImportedKeys keys) {
		entries.forEach((key, entry) -> {
			String reason = keys.placeholders().findResolution(key, entry);
			if (reason != null) {
				this.problems.add(new Problem(entry.mapping().subject(layer), reason, Message
					.of("Leave 'spring.placeholder.escapeCharacter.default' and the escape character of the environment alone, "
							+ "or set '%s' if placeholders are meant.".formatted(VaultSettingsReader
								.property(entry.mapping().vault().name(), "resolve-placeholders")))));
			}
		});
	}

	private void tellTraces(LoadResult found) {
		found.failures()
			.values()
			.stream()
			.filter(UnexpectedFailureException.class::isInstance)
			.distinct()
			.forEach((failure) -> this.log.error(failure.reason(), failure.getCause()));
	}

	private void addTo(List<Declaration> declarations, InvalidVaultSettingsException problem) {
		Setting setting = problem.setting();
		String property = (setting != null) ? KeyVaultProperties.nameOf(setting) : problem.place();
		declarations.stream()
			.filter((declaration) -> declaration.uses(problem.vault()))
			.forEach((declaration) -> this.problems.add(new Problem(new Subject.Property(declaration.name(), property),
					problem.explanation().spelled(KeyVaultProperties::nameOf), problem.action())));
	}

	private static List<Declaration> readable(List<Declaration> declarations, AzureVaults vaults) {
		Set<Vault> broken = vaults.problems()
			.stream()
			.map(InvalidVaultSettingsException::vault)
			.collect(Collectors.toSet());
		return declarations.stream().map((declaration) -> declaration.without(broken)).toList();
	}

	private void tolerateOutages(List<Declaration> declarations) {
		Set<String> optional = declarations.stream()
			.filter(Declaration::optional)
			.map(Declaration::name)
			.collect(Collectors.toSet());
		List<Problem> tolerated = this.problems.stream()
			.filter((problem) -> problem.reach() == Reach.OUTAGE && optional.contains(problem.subject().declaration()))
			.toList();
		this.problems.removeAll(tolerated);
		if (!tolerated.isEmpty()) {
			this.log.warn("The application starts without optional keys. " + new ProblemReport(tolerated).text());
		}
	}

	private void tell(Snapshot snapshot, AzureVaults vaults, Duration time) {
		long keys = snapshot.layers()
			.entrySet()
			.stream()
			.filter((layer) -> !DeclaredSslBundles.isOne(layer.getKey()))
			.flatMap((layer) -> layer.getValue().values().stream())
			.filter((entry) -> entry.fallback() == null)
			.count();
		String from = this.reader.vaults()
			.stream()
			.map(VaultSettings::vault)
			.map((vault) -> "%s by %s".formatted(vault, vaults.identity(vault)))
			.collect(Collectors.joining(", "));
		this.log.info("Imported %d %s from Azure Key Vault in %d ms: %s".formatted(keys, (keys == 1) ? "key" : "keys",
				time.toMillis(), from));
	}

}
