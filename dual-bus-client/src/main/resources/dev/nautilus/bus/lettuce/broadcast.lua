-- A frame of the MarketData bus: kept for catching up and pushed for speed, both or neither.
-- KEYS[1] stream; ARGV[1] frame, ARGV[2] channel, ARGV[3] oldest id to keep or '' for all
local id
if ARGV[3] == '' then
  id = redis.call('XADD', KEYS[1], '*', 'f', ARGV[1])
else
  id = redis.call('XADD', KEYS[1], 'MINID', '~', ARGV[3], '*', 'f', ARGV[1])
end
redis.call('PUBLISH', ARGV[2], ARGV[1])
return id
