// rasid: the command line. Reads the arguments and calls the command; what each does is in its own file.
#include <clocale>
#include <cstdlib>

#include <CLI/CLI.hpp>

#include "daemon/cli/commands.h"
#include "daemon/version.h"

namespace {

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

}  // namespace

int main(int argc, char** argv) {
  using namespace rasid::cli;
  CLI::App app{
      "Rasid watches news feeds for the people and places you name, in any script, and tells you with the\n"
      "sentence that proves it."};
  app.set_version_flag("--version", std::string(rasid::version));
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  int status = done;

  RunOptions run_options;
  CLI::App* run_command = app.add_subcommand("run", "Run the daemon until it is stopped (SIGTERM); SIGHUP reloads");
  add_config(*run_command, run_options.config);
  run_command->add_option("--store", run_options.store, "Database file, in place of the configured one");
  run_command->callback([&] { status = run(run_options); });

  CheckOptions check_options;
  CLI::App* check_command = app.add_subcommand("check", "Check every file of a configuration");
  add_config(*check_command, check_options.config);
  check_command->add_flag("--strict", check_options.strict, "Warnings fail too");
  check_command->add_flag("--json", check_options.json, "One JSON object on standard output");
  check_command->callback([&] { status = check(check_options); });

  ExtractOptions extract_options;
  CLI::App* extract_command = app.add_subcommand("extract", "Show the actors and places found in a text");
  add_config(*extract_command, extract_options.config);
  extract_command->add_option("FILE", extract_options.file, "Text file, article as .json, or - for standard input")
      ->required();
  extract_command->add_option("--date", extract_options.date,
                              "Date of the text (2020-06-29), by which roles are resolved");
  extract_command->add_flag("--json", extract_options.json, "JSON instead of colours");
  extract_command->callback([&] { status = extract(extract_options); });

  ExplainOptions explain_options;
  CLI::App* explain_command = app.add_subcommand("explain", "Show why a watch holds on an article, or why not");
  add_config(*explain_command, explain_options.config);
  explain_command->add_option("WATCH", explain_options.watch, "Id of the watch")->required();
  explain_command
      ->add_option("ARTICLE", explain_options.article,
                   "Article as JSON: title, text, feed, published …; - for standard input")
      ->required();
  explain_command->add_flag("--json", explain_options.json, "JSON instead of a tree");
  explain_command->callback([&] { status = explain(explain_options); });

  CLI::App* feed_command = app.add_subcommand("feed", "Look at feeds");
  feed_command->require_subcommand(1);
  FeedParseOptions parse_options;
  CLI::App* parse_command =
      feed_command->add_subcommand("parse", "Read a feed document and print what it says as JSON");
  parse_command->add_option("FILE", parse_options.file, "Feed document, or - for standard input")->required();
  parse_command->add_option("--base", parse_options.base, "URL the document came from, for relative links");
  parse_command->add_option("--content-type", parse_options.content_type, "Value of the HTTP header");
  parse_command->callback([&] { status = feed_parse(parse_options); });

  CLI::App* page_command = app.add_subcommand("page", "Look at web pages");
  page_command->require_subcommand(1);
  PageExtractOptions page_options;
  CLI::App* page_extract_command = page_command->add_subcommand("extract", "Print the article of an HTML page as JSON");
  page_extract_command->add_option("FILE", page_options.file, "HTML file, or - for standard input")->required();
  page_extract_command->add_option("--url", page_options.url, "URL the page came from");
  page_extract_command->add_option("--content-type", page_options.content_type, "Value of the HTTP header");
  page_extract_command->callback([&] { status = page_extract(page_options); });

  DemoOptions demo_options;
  CLI::App* demo_command =
      app.add_subcommand("demo", "A sample newsroom on this machine: see alerts without a network");
  add_config(*demo_command, demo_options.config);
  demo_command->add_option("--over", demo_options.over, "Release each round of articles over this time")
      ->capture_default_str();
  demo_command->add_option("--stop-after", demo_options.stop_after, "End by itself after this time");
  demo_command->add_flag("--colour,!--no-colour", demo_options.colour, "Colours on the terminal");
  demo_command->callback([&] { status = demo(demo_options); });

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
