-- Forgets publishers that are gone, unless one of them has published meanwhile.
-- KEYS[1] last sequence by incarnation; ARGV incarnations, each followed by its sequence as last seen
local forgotten = 0
for i = 1, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    forgotten = forgotten + redis.call('HDEL', KEYS[1], ARGV[i])
  end
end
return forgotten
