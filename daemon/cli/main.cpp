// rasid: the command line. Reads the arguments and calls the command; what each does is in its own file.
#include <clocale>
#include <cstdlib>

#include <CLI/CLI.hpp>

#include "daemon/cli/actor_commands.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/feed_commands.h"
#include "daemon/cli/feeds.h"
#include "daemon/cli/gazetteer_commands.h"
#include "daemon/cli/names.h"
#include "daemon/cli/outbox_commands.h"
#include "daemon/version.h"

namespace {

using namespace rasid::cli;

std::filesystem::path default_config() {
  char const* named = std::getenv("RASID_CONFIG");
  return named != nullptr ? named : "/etc/rasid";
}

void add_config(CLI::App& command, std::filesystem::path& config) {
  config = default_config();
  command.add_option("-c,--config", config, "Configuration folder")
      ->capture_default_str()
      ->check(CLI::ExistingDirectory);
}

/// CLI11 says only that a command is missing where one is misspelt.
bool is_misspelt_command(CLI::App const& app, CLI::ParseError const& error) {
  bool const missing = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
  return missing && app.get_subcommands().empty() && !app.remaining().empty();
}

void say_which_commands_there_are(CLI::App const& app) {
  std::cerr << "error: no command \"" << app.remaining().front() << "\"; there are:";
  for (CLI::App const* command : app.get_subcommands({})) std::cerr << ' ' << command->get_name();
  std::cerr << '\n';
}

/// Each adds one command, which sets `status` when it was chosen. Options live as long as the callback that reads them.
void add_run(CLI::App& app, int& status) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* command = app.add_subcommand("run", "Run the daemon until it is stopped (SIGTERM); SIGHUP reloads");
  add_config(*command, options->config);
  command->add_option("--store", options->store, "Database file, in place of the configured one");
  command->callback([options, &status] { status = run(*options); });
}

void add_check(CLI::App& app, int& status) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "Check every file of a configuration");
  add_config(*command, options->config);
  command->add_flag("--strict", options->strict, "Warnings fail too");
  command->add_flag("--json", options->json, "One JSON object on standard output");
  command->callback([options, &status] { status = check(*options); });
}

void add_config_commands(CLI::App& app, int& status) {
  CLI::App* group = app.add_subcommand("config", "The settings of rasid.yaml");
  group->require_subcommand(1);
  auto options = std::make_shared<ConfigShowOptions>();
  CLI::App* command = group->add_subcommand("show", "Show what is in force, defaults included and secrets left out");
  add_config(*command, options->config);
  command->add_option("KEY", options->key, "One key of rasid.yaml alone, such as polling or sinks");
  command->add_flag("--json", options->json, "JSON in place of YAML");
  command->callback([options, &status] { status = config_show(*options); });
}

void add_extract(CLI::App& app, int& status) {
  auto options = std::make_shared<ExtractOptions>();
  CLI::App* command = app.add_subcommand("extract", "Show the actors and places found in a text");
  add_config(*command, options->config);
  command->add_option("FILE", options->file, "Text file, article as .json, or - for standard input")->default_val("-");
  command->add_flag("--jsonl", options->jsonl,
                    "FILE holds a JSON object a line (id, lang, text); write each with its entities");
  command->add_option("--date", options->date, "Date of the text (2020-06-29), by which roles are resolved");
  command->add_flag("--json", options->json, "JSON instead of colours")->excludes("--jsonl");
  command->callback([options, &status] { status = extract(*options); });
}

void add_explain(CLI::App& app, int& status) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand("explain", "Show why a watch holds on an article, or why not");
  add_config(*command, options->config);
  command->add_option("WATCH", options->watch, "Id of the watch")->required();
  command
      ->add_option(
          "ARTICLE", options->article,
          "Article as JSON: title, text, feed, published …; - for standard input; or the id or URL of a stored "
          "one")
      ->required();
  command->add_option("--store", options->store, "Database file, in place of the configured one");
  command->add_flag("--json", options->json, "JSON instead of a tree");
  command->callback([options, &status] { status = explain(*options); });
}

void add_why(CLI::App& app, int& status) {
  auto options = std::make_shared<WhyOptions>();
  CLI::App* command = app.add_subcommand("why", "Say why somebody was, or was not, told of a stored article");
  add_config(*command, options->config);
  command->add_option("ARTICLE", options->article, "Its id, URL or GUID")->required();
  command->add_option("WATCH", options->watch, "Only about this watch; where nothing is recorded, its condition");
  command->add_option("--store", options->store, "Database file, in place of the configured one");
  command->add_flag("--json", options->json, "One JSON object on standard output");
  command->callback([options, &status] { status = why(*options); });
}

void add_plan(CLI::App& app, int& status) {
  auto options = std::make_shared<PlanOptions>();
  CLI::App* command =
      app.add_subcommand("plan", "Show what a reload would change in the running daemon, and reload it");
  add_config(*command, options->config);
  command->add_option("--store", options->store, "Database file by which the daemon is found");
  command->add_flag("--yes", options->yes, "Reload without asking");
  command->add_flag("--json", options->json, "One JSON object on standard output");
  command->callback([options, &status] { status = plan(*options); });
}

void add_watches(CLI::App& app, int& status) {
  auto options = std::make_shared<WatchesOptions>();
  CLI::App* command = app.add_subcommand("watches", "List the watches of the running daemon, with the work they make");
  add_config(*command, options->config);
  command->add_option("--store", options->store, "Database file by which the daemon is found");
  command->add_option("--sort", options->by, "id, file, candidates, evaluated or matched")
      ->check(CLI::IsMember({"id", "file", "candidates", "evaluated", "matched"}));
  command->add_option("--limit", options->limit, "Show so many");
  command->add_flag("--json", options->json, "JSON instead of a table");
  command->callback([options, &status] { status = watches(*options); });
}

void add_archive_commands(CLI::App& app, int& status) {
  auto options = std::make_shared<ArchiveStatusOptions>();
  CLI::App* group = app.add_subcommand("archive", "Look at what the database keeps");
  group->require_subcommand(1);
  CLI::App* command = group->add_subcommand("status", "How much it holds, since when, and in how many bytes");
  add_config(*command, options->config);
  command->add_option("--store", options->store, "Database file, in place of the configured one");
  command->add_flag("--json", options->json, "One JSON object on standard output");
  command->callback([options, &status] { status = archive_status(*options); });
}

void add_test(CLI::App& app, int& status) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command = app.add_subcommand("test", "Run the tests that stand in rule files");
  add_config(*command, options->config);
  command->add_option("WATCH", options->watch, "Only the tests of this watch");
  command->add_flag("--json", options->json, "One JSON object on standard output");
  command->callback([options, &status] { status = test(*options); });
}

void add_fmt(CLI::App& app, int& status) {
  auto options = std::make_shared<FormatOptions>();
  CLI::App* command = app.add_subcommand("fmt", "Put rule files into their plain form; comments stay");
  add_config(*command, options->config);
  command->add_option("FILE", options->files, "Rule files; all of the configuration where none is given");
  command->add_flag("--check", options->check, "Change nothing; status 1 where something would be changed");
  command->callback([options, &status] { status = format(*options); });
}

void add_schema(CLI::App& app, int& status) {
  CLI::App* group = app.add_subcommand("schema", "Print the JSON Schema of a kind of file");
  group->require_subcommand(1);
  CLI::App* command = group->add_subcommand("watches", "Of rule files: rules.d/*.yaml");
  command->callback([&status] { status = watches_schema(); });
}

void add_archive(CLI::App& command, ArchiveOptions& options) {
  command.add_option("--since", options.since, "Only articles since then: 7d, 12h, 2020-06-29");
  command.add_option("--store", options.store, "Database file, in place of the configured one");
}

void add_search(CLI::App& app, int& status) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command = app.add_subcommand("search", "Find stored articles by a condition");
  add_config(*command, options->config);
  command->add_option("CONDITION", options->expression, "As in a watch: 'actor:qaani place:Iraq'")->required();
  add_archive(*command, options->archive);
  command->add_option("--limit", options->limit, "Show so many, the newest")->capture_default_str();
  command->add_flag("--json", options->json, "One JSON object on standard output");
  command->callback([options, &status] { status = search(*options); });
}

void add_backtest(CLI::App& app, int& status) {
  auto options = std::make_shared<BacktestOptions>();
  CLI::App* command = app.add_subcommand("backtest", "Show what watches would have alerted, from stored articles");
  add_config(*command, options->config);
  command->add_option("WATCHES", options->watches, "A rule file, or the id of a watch")->required();
  add_archive(*command, options->archive);
  command->add_option("--limit", options->limit, "Show so many articles a watch")->capture_default_str();
  command->add_flag("--json", options->json, "One JSON object on standard output");
  command->callback([options, &status] { status = backtest(*options); });
}

void add_feed(CLI::App& app, int& status) {
  auto options = std::make_shared<FeedParseOptions>();
  CLI::App* group = app.add_subcommand("feed", "Find, test, add, list and remove feeds; OPML");
  group->require_subcommand(1);
  CLI::App* command = group->add_subcommand("parse", "Read a feed document and print what it says as JSON");
  command->add_option("FILE", options->file, "Feed document, or - for standard input")->required();
  command->add_option("--base", options->base, "URL the document came from, for relative links");
  command->add_option("--content-type", options->content_type, "Value of the HTTP header");
  command->callback([options, &status] { status = feed_parse(*options); });
  add_feed_commands(*group, status);
}

void add_page(CLI::App& app, int& status) {
  auto options = std::make_shared<PageExtractOptions>();
  CLI::App* group = app.add_subcommand("page", "Look at web pages");
  group->require_subcommand(1);
  CLI::App* command = group->add_subcommand("extract", "Print the article of an HTML page as JSON");
  command->add_option("FILE", options->file, "HTML file, or - for standard input")->required();
  command->add_option("--url", options->url, "URL the page came from");
  command->add_option("--content-type", options->content_type, "Value of the HTTP header");
  command->callback([options, &status] { status = page_extract(*options); });
}

void add_quarantine(CLI::App& app, int& status) {
  auto options = std::make_shared<QuarantineOptions>();
  CLI::App* command =
      app.add_subcommand("quarantine", "List the articles that are handled no more since they ended the daemon");
  add_config(*command, options->config);
  command->add_option("--store", options->store, "Database file, in place of the configured one");
  command->add_option("--release", options->release,
                      "Handle this article again (its id, or all); the daemon must be stopped");
  command->add_flag("--json", options->json, "JSON instead of text");
  command->callback([options, &status] { status = quarantine(*options); });
}

void add_demo(CLI::App& app, int& status) {
  auto options = std::make_shared<DemoOptions>();
  CLI::App* command = app.add_subcommand("demo", "A sample newsroom on this machine: see alerts without a network");
  add_config(*command, options->config);
  command->add_option("--over", options->over, "Release each round of articles over this time")->capture_default_str();
  command->add_option("--stop-after", options->stop_after, "End by itself after this time");
  command->add_flag("--colour,!--no-colour", options->colour, "Colours on the terminal");
  command->callback([options, &status] { status = demo(*options); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Rasid watches news feeds for the people and places you name, in any script, and tells you with the\n"
      "sentence that proves it."};
  app.set_version_flag("--version", std::string(rasid::version));
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  int status = done;
  for (auto const add : {add_run,
                         add_check,
                         add_config_commands,
                         add_test,
                         add_fmt,
                         add_schema,
                         add_extract,
                         add_explain,
                         add_actor,
                         add_import,
                         add_why,
                         add_plan,
                         add_watches,
                         add_search,
                         add_backtest,
                         add_feed,
                         add_feeds,
                         add_page,
                         add_gazetteer,
                         add_alerts,
                         add_deliveries,
                         add_silence,
                         add_sinks,
                         add_archive_commands,
                         add_names,
                         add_quarantine,
                         add_demo})
    add(app, status);

  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& e) {
    if (is_misspelt_command(app, e)) {
      say_which_commands_there_are(app);
      return wrong_input;
    }
    return app.exit(e) == 0 ? done : wrong_input;
  } catch (std::exception const& e) {
    std::cerr << "rasid: " << e.what() << '\n';
    return failed;
  }
  return status;
}
