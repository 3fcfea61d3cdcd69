#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "daemon/store/desk.h"

namespace rasid::cli {

/// The commands about alerts, deliveries and sinks. They work beside a running daemon. Each sets `status` when it was
/// chosen.
void add_alerts(CLI::App& app, int& status);
void add_deliveries(CLI::App& app, int& status);
void add_silence(CLI::App& app, int& status);
void add_sinks(CLI::App& app, int& status);

/// Where the database is.
struct DeskOptions {
  std::filesystem::path config;
  std::filesystem::path store;  // in place of the configured one; may be empty
  bool json = false;

  void add_to(CLI::App& command, bool with_json = true);
};

/// Opens the database; says on standard error why not.
std::optional<store::Desk> open_desk(DeskOptions const& options);

/// The value of a result, or nothing after saying why on standard error.
template <class T>
std::optional<T> value_or_say(Result<T> result) {
  if (result) return *std::move(result);
  std::cerr << "error: " << result.error().message() << '\n';
  return std::nullopt;
}

/// A moment as people write it: "2h" and "3d" ago, a date or RFC 3339. Nothing, after saying so, where it is neither.
std::optional<Timestamp> moment_of(std::string const& text, Timestamp now);

/// "3m ago", "in 5s".
std::string beside_now(Timestamp moment, Timestamp now);

}  // namespace rasid::cli
