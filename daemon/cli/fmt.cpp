#include <fstream>

#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/cli/replace_file.h"
#include "rules/format_file.h"
#include "rules/load_watches.h"

namespace rasid::cli {
namespace {

namespace fs = std::filesystem;

enum class Outcome { unchanged, changed, wrong, unwritable };

Outcome format(fs::path const& path, bool check) {
  auto const content = read_input(path.string());
  if (!content) return Outcome::wrong;
  auto const formatted = rules::format_file(path.string(), *content);
  if (!formatted) {
    for (Diagnostic const& problem : formatted.error()) fmt::print(stderr, "{}", render(problem));
    return Outcome::wrong;
  }
  if (*formatted == *content) return Outcome::unchanged;
  if (!check && !replace_file(path, *formatted)) return Outcome::unwritable;
  fmt::print("{}: {}\n", path.string(), check ? "is not in its plain form" : "formatted");
  return Outcome::changed;
}

}  // namespace

int format(FormatOptions const& options) {
  std::vector<fs::path> files(options.files.begin(), options.files.end());
  if (files.empty()) {
    auto const found = rules::rule_files(options.config / "rules.d");
    if (!found) {
      fmt::print(stderr, "{}: error: {}\n", (options.config / "rules.d").string(), found.error().message());
      return wrong_input;
    }
    files = *found;
  }
  int status = done;
  for (fs::path const& file : files) {
    Outcome const outcome = format(file, options.check);
    if (outcome == Outcome::wrong) status = wrong_input;
    bool const unmet = outcome == Outcome::unwritable || (outcome == Outcome::changed && options.check);
    if (unmet && status == done) status = failed;
  }
  return status;
}

}  // namespace rasid::cli
