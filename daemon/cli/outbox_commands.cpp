#include "daemon/cli/outbox_commands.h"

#include <cstdlib>

#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/configuration/read_settings.h"
#include "daemon/store/store_error.h"

namespace rasid::cli {

void DeskOptions::add_to(CLI::App& command, bool with_json) {
  char const* const named = std::getenv("RASID_CONFIG");
  config = named != nullptr ? named : "/etc/rasid";
  command.add_option("-c,--config", config, "Configuration folder")->capture_default_str();
  command.add_option("--store", store, "Database file, in place of the configured one");
  if (with_json) command.add_flag("--json", json, "JSON instead of text");
}

std::optional<store::Desk> open_desk(DeskOptions const& options) {
  std::filesystem::path file = options.store;
  if (file.empty()) {
    Diagnostics problems;
    file = configuration::read_settings(options.config, problems).store;
    if (has_errors(problems)) {
      for (Diagnostic const& problem : problems) fmt::print(stderr, "{}", render(problem));
      return std::nullopt;
    }
  }
  if (std::error_code ignored; !std::filesystem::exists(file, ignored)) {
    fmt::print(stderr, "error: there is no database {}; name it with --store, or start the daemon\n", file.string());
    return std::nullopt;
  }
  return value_or_say(store::Desk::open(file));
}

std::optional<Timestamp> moment_of(std::string const& text, Timestamp now) {
  if (auto const moment = parse_rfc3339(text)) return moment;
  if (auto const ago = parse_duration(text)) return now - *ago;
  fmt::print(stderr, "error: \"{}\" is no time; write 2h, 3d, 2026-01-31 or 2026-01-31T08:00:00Z\n", text);
  return std::nullopt;
}

std::string beside_now(Timestamp moment, Timestamp now) {
  auto const rounded = [](Duration d) { return to_text(std::chrono::round<std::chrono::seconds>(d)); };
  return moment > now ? "in " + rounded(moment - now) : rounded(now - moment) + " ago";
}

}  // namespace rasid::cli
