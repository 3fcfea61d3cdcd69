#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace rasid::log {

enum class Level : std::uint8_t { debug, info, warning, error };

/// Where lines go: the systemd journal with one field per value, or standard error as text. `automatic` takes the
/// journal where standard error is connected to it ($JOURNAL_STREAM).
enum class Target : std::uint8_t { automatic, journal, terminal };

/// A value that belongs to a message. `name` is lower case ("feed"); the journal gets it as RASID_FEED, the terminal as
/// feed=….
struct Field {
  std::string_view name;
  std::string value;
};
using Fields = std::initializer_list<Field>;

/// Writes the daemon's log. May be used from any thread. Control characters in messages and values are made visible, so
/// that a feed's title cannot steer a terminal or forge a line.
class Logger {
 public:
  explicit Logger(Level least = Level::info, Target target = Target::automatic);
  /// Every line goes to `receive` instead: for tests and for the demo. Called from whichever thread logs.
  using Receiver = std::function<void(Level, std::string_view line)>;
  explicit Logger(Receiver receive, Level least = Level::info);
  ~Logger();
  Logger(Logger const&) = delete;
  Logger& operator=(Logger const&) = delete;

  void debug(std::string_view message, Fields fields = {}) const { write(Level::debug, message, fields); }
  void info(std::string_view message, Fields fields = {}) const { write(Level::info, message, fields); }
  void warning(std::string_view message, Fields fields = {}) const { write(Level::warning, message, fields); }
  void error(std::string_view message, Fields fields = {}) const { write(Level::error, message, fields); }

 private:
  void write(Level level, std::string_view message, Fields fields) const;

  Level least_;
  bool journal_ = false;
  std::shared_ptr<spdlog::logger> terminal_;
  Receiver receive_;
};

/// `text` with control characters (also C1 and bidirectional overrides) written as \xNN or \uNNNN.
std::string visible(std::string_view text);

}  // namespace rasid::log
